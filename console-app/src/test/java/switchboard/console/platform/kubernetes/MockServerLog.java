package switchboard.console.platform.kubernetes;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Silences the request log of the tests' API server. */
final class MockServerLog {
  /** Kept, so that its level is. */
  private static final Logger LOG = Logger.getLogger("io.fabric8.mockwebserver");

  private MockServerLog() {}

  static void quiet() {
    LOG.setLevel(Level.WARNING);
  }
}
