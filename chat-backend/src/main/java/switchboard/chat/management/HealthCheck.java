package switchboard.chat.management;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The container image's health check: asks the service in the same container whether it is ready.
 * Ends with exit code 0 if it is; else with 1 and the reason on the error stream. Written on a
 * plain socket, because an engine runs it every few seconds within the container's own CPU limit.
 */
public final class HealthCheck {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final String READY = "HTTP/1.1 200";

  private HealthCheck() {}

  /** Checks once; the arguments are the port and the path. */
  public static void main(String[] arguments) throws IOException {
    try (var socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
          TIMEOUT_MILLIS);
      var request = "GET " + arguments[1] + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = socket.getInputStream().readNBytes(READY.length());
      var status = new String(answer, StandardCharsets.US_ASCII);
      if (!status.equals(READY)) {
        throw new IOException("Expected " + READY + ", found \"" + status + '"');
      }
    }
  }
}
