package switchboard.simulator.swarm;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/**
 * The load that the users make.
 *
 * @param users how many there are, 0 to 10 000
 * @param spawnRate how many join, or leave, per second, 1 to 1000
 * @param messagesPerUserPerMinute 0 to 600
 * @param readsPerUserPerMinute requests for a room's history, 0 to 600
 * @param roomSize users per room, 1 to 1000; counts for those who join from now on
 */
public record Load(
    int users,
    double spawnRate,
    double messagesPerUserPerMinute,
    double readsPerUserPerMinute,
    int roomSize) {

  public static final String USERS = "users";
  public static final String SPAWN_RATE = "spawnRate";
  public static final String MESSAGES = "messagesPerUserPerMinute";
  public static final String READS = "readsPerUserPerMinute";
  public static final String ROOM_SIZE = "roomSize";

  public static final int MAX_USERS = 10_000;

  private static final int LONGEST_SHOWN = 40;

  private record Range(int least, int most) {}

  private static final Map<String, Range> RANGES =
      Map.of(
          USERS, new Range(0, MAX_USERS),
          SPAWN_RATE, new Range(1, 1000),
          MESSAGES, new Range(0, 600),
          READS, new Range(0, 600),
          ROOM_SIZE, new Range(1, 1000));

  /** An invalid value; the message names the field, what was found and what is allowed. */
  public static final class Rejected extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Rejected(String message) {
      super(message);
    }
  }

  public Load {
    check(USERS, users);
    check(SPAWN_RATE, spawnRate);
    check(MESSAGES, messagesPerUserPerMinute);
    check(READS, readsPerUserPerMinute);
    check(ROOM_SIZE, roomSize);
  }

  private static void check(String field, double value) {
    var allowed = RANGES.get(field);
    if (!(value >= allowed.least() && value <= allowed.most())) {
      throw new Rejected(
          String.format(
              Locale.ROOT,
              "%s is %s, allowed is %d to %d",
              field,
              number(value),
              allowed.least(),
              allowed.most()));
    }
  }

  /**
   * This load with the fields that the object has.
   *
   * @throws Rejected when a field is unknown, not a number or out of range
   */
  public Load with(JsonObject changes) {
    var all = toJson();
    for (var change : changes) {
      if (!all.containsKey(change.getKey())) {
        throw new Rejected(
            "unknown field \"%s\", allowed are %s"
                .formatted(change.getKey(), String.join(", ", all.fieldNames())));
      }
      if (!(change.getValue() instanceof Number)) {
        throw new Rejected(
            "%s is %s, expected a number".formatted(change.getKey(), shown(change.getValue())));
      }
      all.put(change.getKey(), change.getValue());
    }
    return new Load(
        whole(all, USERS),
        all.getDouble(SPAWN_RATE),
        all.getDouble(MESSAGES),
        all.getDouble(READS),
        whole(all, ROOM_SIZE));
  }

  private static int whole(JsonObject json, String field) {
    double value = json.getDouble(field);
    if (value != Math.rint(value)) {
      throw new Rejected("%s is %s, expected a whole number".formatted(field, number(value)));
    }
    check(field, value);
    return (int) value;
  }

  private static String shown(Object value) {
    var text = value instanceof String string ? '"' + string + '"' : String.valueOf(value);
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  /** The object of {@code GET /load}. */
  public JsonObject toJson() {
    return new JsonObject()
        .put(USERS, users)
        .put(SPAWN_RATE, number(spawnRate))
        .put(MESSAGES, number(messagesPerUserPerMinute))
        .put(READS, number(readsPerUserPerMinute))
        .put(ROOM_SIZE, roomSize);
  }

  /** A whole number without a fraction: 3, not 3.0. */
  private static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
      return (int) value;
    }
    return value;
  }
}
