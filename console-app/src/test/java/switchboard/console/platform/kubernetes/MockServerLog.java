package switchboard.console.platform.kubernetes;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What the API server of the tests says of each request, which nobody wants to read. */
final class MockServerLog {
  /** Kept, so that its level is. */
  private static final Logger LOG = Logger.getLogger("io.fabric8.mockwebserver");

  private MockServerLog() {}

  static void quiet() {
    LOG.setLevel(Level.WARNING);
  }
}
