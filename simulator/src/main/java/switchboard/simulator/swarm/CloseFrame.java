package switchboard.simulator.swarm;

import io.vertx.core.http.WebSocketBase;
import java.util.Locale;

/**
 * What the server said when it closed a socket.
 *
 * @param code null when it said nothing
 */
record CloseFrame(Short code, String reason) {
  /** That there was no close frame. */
  private static final short ABNORMAL_CLOSURE = 1006;

  private static final short POLICY_VIOLATED = 1008;
  private static final String TOKEN_EXPIRED = "token expired";

  static CloseFrame of(WebSocketBase closed) {
    return new CloseFrame(closed.closeStatusCode(), closed.closeReason());
  }

  /** Whether the socket ended without one, as those of a killed replica do. */
  boolean isMissing() {
    return code == null || code == ABNORMAL_CLOSURE;
  }

  boolean tokenExpired() {
    return code != null && code == POLICY_VIOLATED && TOKEN_EXPIRED.equals(reason);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "code %d%s",
        code,
        reason == null || reason.isEmpty() ? "" : " (" + reason + ")");
  }
}
