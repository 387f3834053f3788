package switchboard.console.platform.base;

import java.time.Duration;
import java.util.Optional;

/**
 * How long what has died waits for its next start: twice as long after each death, until it has
 * lived for long.
 *
 * @param first after the first death
 * @param second after the next; from then on twice as long each time
 * @param longest that it grows to
 * @param longLife after which the next death counts as the first
 */
public record Backoff(Duration first, Duration second, Duration longest, Duration longLife) {

  /**
   * The wait after a death.
   *
   * @param before the wait before the life that has ended; empty for the first life
   * @param lived how long that life lasted
   */
  public Duration after(Optional<Duration> before, Duration lived) {
    if (before.isEmpty() || lived.compareTo(longLife) >= 0) {
      return first;
    }
    var twice = before.get().multipliedBy(2);
    return twice.compareTo(second) < 0 ? second : twice.compareTo(longest) > 0 ? longest : twice;
  }
}
