package switchboard.console.platform.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports on the loopback address. */
final class Ports {
  private Ports() {}

  /**
   * A port that was free a moment ago. Somebody else may take it before it is used: the child that
   * cannot bind then ends with a message of its own.
   *
   * @param preferred taken when it is free; 0 for any
   */
  static int free(int preferred) throws IOException {
    try (var socket = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      if (preferred == 0) {
        throw e;
      }
      return free(0);
    }
  }
}
