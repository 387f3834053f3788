package switchboard.console.verdict;

import java.time.Duration;
import java.util.Objects;

/**
 * The simulator's timers, of which each starts a request or a message.
 *
 * @param lateness the largest 99th percentile of any ten seconds
 * @param count of all that ran
 */
public record Timers(Duration lateness, long count) {
  private static final long PERCENT = 100;

  public Timers {
    Objects.requireNonNull(lateness);
  }

  /** How many may have been later than that. */
  long laterStill() {
    return Math.ceilDiv(count, PERCENT);
  }
}
