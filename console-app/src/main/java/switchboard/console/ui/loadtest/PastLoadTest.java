package switchboard.console.ui.loadtest;

import java.time.Instant;
import java.util.Objects;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.text.Format;

/**
 * A load test that is over.
 *
 * @param name unlike that of every other one in this window
 * @param at when it ended
 */
record PastLoadTest(String name, Instant at, LoadTestResult result) {
  PastLoadTest {
    Objects.requireNonNull(name);
    Objects.requireNonNull(at);
    Objects.requireNonNull(result);
  }

  /** "12:04:10". */
  String time() {
    return Format.clock(at);
  }

  /** In a list of choices. */
  @Override
  public String toString() {
    return name;
  }
}
