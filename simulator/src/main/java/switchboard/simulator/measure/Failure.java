package switchboard.simulator.measure;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * One request that failed.
 *
 * @param atMillis when it was known to have failed, milliseconds since 1970
 * @param route the path without its query; a WebSocket handshake and what is sent over the socket
 *     have {@code /ws}
 * @param method of HTTP, or {@link #SEND} for a message over the socket
 * @param through the replica that answered, or {@link #UNKNOWN_REPLICA}
 * @param status of the answer, 0 when there was none
 * @param durationNanos from the intended start
 * @param attempts how often the request was sent; 0 when it never was
 */
public record Failure(
    long atMillis,
    String user,
    String route,
    String method,
    String through,
    int status,
    String error,
    long durationNanos,
    int attempts) {

  public static final String SEND = "SEND";

  /** Stands for a replica that did not name itself, or did not answer. */
  public static final String UNKNOWN_REPLICA = "gateway";

  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** What failed and why, in one line. */
  public String sentence() {
    var request = method.equals(SEND) ? "WebSocket send" : method + " " + route;
    return request + ": " + error;
  }

  JsonObject toJson() {
    var json =
        new JsonObject()
            .put("at", Timestamps.text(Instant.ofEpochMilli(atMillis)))
            .put("user", user)
            .put("route", route)
            .put("method", method)
            .put("through", through);
    if (status > 0) {
      json.put("status", status);
    }
    return json.put("error", error)
        .put("durationMillis", durationNanos / NANOS_PER_MILLI)
        .put("attempts", attempts);
  }
}
