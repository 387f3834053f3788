package switchboard.console.load;

import com.google.gson.annotations.JsonAdapter;
import java.time.Instant;
import java.util.Objects;

/**
 * One request of a user that failed, as the simulator's {@code GET /failures} gives it.
 *
 * @param at when it failed, by the simulator's clock
 * @param user who made it
 * @param route as "/api/messages"; "/ws" for what went over a WebSocket
 * @param method of HTTP, or SEND for a message that was sent over a WebSocket
 * @param through the replica that answered; "gateway" when none is known
 * @param status of the answer; null without one
 * @param error what went wrong, in a sentence
 * @param durationMillis from the intended start to the end
 * @param attempts how often it was tried, 1 at least
 */
public record FailedRequest(
    @JsonAdapter(IsoMillis.class) Instant at,
    String user,
    String route,
    String method,
    String through,
    Integer status,
    String error,
    double durationMillis,
    int attempts) {
  public FailedRequest {
    Objects.requireNonNull(at);
  }
}
