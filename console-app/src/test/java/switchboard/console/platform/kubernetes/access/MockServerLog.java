package switchboard.console.platform.kubernetes.access;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Silences the request log of the tests' API server. */
public final class MockServerLog {
  /** Kept, so that its level is. */
  private static final Logger LOG = Logger.getLogger("io.fabric8.mockwebserver");

  private MockServerLog() {}

  public static void quiet() {
    LOG.setLevel(Level.WARNING);
  }
}
