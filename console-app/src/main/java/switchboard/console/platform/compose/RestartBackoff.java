package switchboard.console.platform.compose;

import java.time.Duration;

/**
 * How long the engine waits before it restarts a container that died: doubled each time, reset
 * after a life of some length. The engine does not report it, so its rule is repeated here, from
 * {@code restartmanager.go} of Moby.
 */
final class RestartBackoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LONG_LIFE = Duration.ofSeconds(10);

  private RestartBackoff() {}

  /**
   * The wait after a death.
   *
   * @param before the wait before the life that has ended; zero if there was none
   * @param lived how long that life lasted
   */
  static Duration after(Duration before, Duration lived) {
    if (before.isZero() || lived.compareTo(LONG_LIFE) >= 0) {
      return FIRST;
    }
    var doubled = before.multipliedBy(2);
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }
}
