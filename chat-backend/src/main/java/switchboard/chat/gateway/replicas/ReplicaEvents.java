package switchboard.chat.gateway.replicas;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import switchboard.chat.management.Answer;

/**
 * When replicas were taken out and in: the newest {@value #MAX_EVENTS} events. Confined to the
 * event loop.
 */
public final class ReplicaEvents {
  static final int MAX_EVENTS = 1_000;

  /** ISO 8601 in UTC, always with milliseconds. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final InstantSource clock;
  private final Queue<Event> events = new ArrayDeque<>();

  private record Event(Instant at, String replica, String what, String reason) {
    JsonObject toJson() {
      return new JsonObject()
          .put("at", TIME.format(at))
          .put("replica", replica)
          .put("event", what)
          .put("reason", reason);
    }
  }

  public ReplicaEvents(InstantSource clock) {
    this.clock = clock;
  }

  /** It gets nothing more; the reason is the end of a sentence that begins with its name. */
  void takenOut(Upstream replica, String reason) {
    add(replica, "out", reason);
  }

  /** Requests and sockets may go to it. */
  void takenIn(Upstream replica) {
    add(replica, "in", "answered a probe");
  }

  private void add(Upstream replica, String what, String reason) {
    if (events.size() == MAX_EVENTS) {
      events.remove();
    }
    events.add(new Event(clock.instant(), replica.name(), what, reason));
  }

  /** The management route: they, oldest first, and the time by the same clock. */
  public Answer list() {
    var list = new JsonArray();
    events.forEach(event -> list.add(event.toJson()));
    return Answer.of(new JsonObject().put("at", TIME.format(clock.instant())).put("events", list));
  }
}
