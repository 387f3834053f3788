package switchboard.console.platform.local;

import java.io.IOException;

/** One backend's name and the ports it keeps across restarts. */
record Replica(String name, int port, int managementPort) {

  /**
   * @param number from 1
   */
  static Replica numbered(int number) throws IOException {
    return new Replica("backend-" + number, Ports.free(), Ports.free());
  }

  String address() {
    return "127.0.0.1:" + port;
  }
}
