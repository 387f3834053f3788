package switchboard.simulator.swarm;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * How much the users are to do.
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

  public static final int MOST_USERS = 10_000;

  /** A value that cannot be; the message names the field, what was found and what is allowed. */
  public static final class Rejected extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Rejected(String message) {
      super(message);
    }
  }

  public Load {
    check(USERS, users, 0, MOST_USERS);
    check(SPAWN_RATE, spawnRate, 1, 1000);
    check(MESSAGES, messagesPerUserPerMinute, 0, 600);
    check(READS, readsPerUserPerMinute, 0, 600);
    check(ROOM_SIZE, roomSize, 1, 1000);
  }

  private static void check(String field, double value, int least, int most) {
    if (!(value >= least && value <= most)) {
      throw new Rejected(
          "%s is %s, allowed is %d to %d".formatted(field, number(value), least, most));
    }
  }

  /**
   * This load with the fields that the object has.
   *
   * @throws Rejected when a field is unknown, not a number or out of range
   */
  public Load with(JsonObject changes) {
    JsonObject all = toJson();
    for (Map.Entry<String, Object> change : changes) {
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
    // Out of int's range becomes its end, which is out of the field's range too.
    return (int) value;
  }

  private static String shown(Object value) {
    return value instanceof String text
        ? "\"" + text.substring(0, Math.min(text.length(), 40)) + "\""
        : "not a number";
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
