package switchboard.chat.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The one computation of a WebSocket handshake: RFC 6455, section 4.2.2. */
final class WebSocketKeys {
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

  private WebSocketKeys() {}

  /** Sec-WebSocket-Accept for a request's head; empty when the head asks for no WebSocket. */
  static String accept(String head) {
    var key = KEY.matcher(head);
    if (!key.find()) {
      return "";
    }
    try {
      var digest =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
