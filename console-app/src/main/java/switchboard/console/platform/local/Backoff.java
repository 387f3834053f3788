package switchboard.console.platform.local;

import java.time.Duration;

/**
 * How long a dead child waits for its next start: the first time not at all, then half a second,
 * doubled each time up to ten seconds. A child that was ready for {@link #HEALTHY} resets it.
 */
final class Backoff {
  static final Duration HEALTHY = Duration.ofSeconds(30);
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private int deaths;

  /**
   * The wait before the next start.
   *
   * @param readyFor how long the child that just died had been ready; zero if it never was
   */
  Duration next(Duration readyFor) {
    if (readyFor.compareTo(HEALTHY) >= 0) {
      deaths = 0;
    }
    deaths++;
    if (deaths == 1) {
      return Duration.ZERO;
    }
    var doublings = Math.min(deaths - 2, 10);
    var delay = FIRST.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  /** Forgets all deaths: an operator starts the child. */
  void startAfresh() {
    deaths = 0;
  }
}
