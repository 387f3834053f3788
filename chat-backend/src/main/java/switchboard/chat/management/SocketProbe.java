package switchboard.chat.management;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;

/**
 * How gateways learn that a replica is about to end: what they send it before, or instead of, a
 * client's WebSocket handshake carries a header, and is refused then. nginx probes before each
 * handshake, and the gateway marks the handshake itself. Without the header all is served until the
 * end: a gateway that does not know it must not have a client refused.
 */
public final class SocketProbe {
  /** Of the request, with the value {@link #WEBSOCKET}. */
  public static final String HEADER = "X-Probe";

  public static final String WEBSOCKET = "websocket";

  private static final String REFUSED = "\"code\":\"" + ProblemCode.NOT_READY.word() + '"';

  private SocketProbe() {}

  /** Whether a gateway would take a refusal to another replica. */
  public static boolean isAsked(HttpServerRequest request) {
    return WEBSOCKET.equals(request.getHeader(HEADER));
  }

  /** The refusal. */
  public static Problem refusal() {
    return Problem.passing(ProblemCode.NOT_READY, "The replica is about to end.", 1);
  }

  /** Whether an answer is the refusal. */
  public static boolean isRefusal(int status, byte[] body) {
    return status == ProblemCode.NOT_READY.status()
        && new String(body, StandardCharsets.UTF_8).contains(REFUSED);
  }
}
