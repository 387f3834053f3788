package switchboard.console.platform.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One replica's name, and the ports and the socket that it keeps across restarts.
 *
 * @param socket a Unix domain socket, where both the system and its services know them
 */
record Replica(String name, int port, int managementPort, Optional<Path> socket) {

  /** Where gateways reach it. */
  String address() {
    return socket.map(path -> "unix:" + path).orElse("127.0.0.1:" + port);
  }
}
