package switchboard.simulator.swarm;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a user waits before the next attempt to connect.
 *
 * <p>Nobody knows how many others have broken at the same moment; with the gateway it is everybody,
 * ten thousand users on two cores that answer one to two thousand handshakes a second. So:
 *
 * <ul>
 *   <li>The first wait is anything from 0 to 3 s. Evenly over the whole window is the lowest peak
 *       that a window can have: three to four thousand attempts a second when all have broken. What
 *       exceeds the servers' pace waits in their accept queue for less than the time limit of an
 *       attempt, and where only one of several replicas has broken there is no such excess. A
 *       shorter window only moves users from this wait to that queue; a longer one keeps the users
 *       of one replica away for nothing.
 *   <li>After a failure it is half to all of 4 s, then of 6 s. By then users are spread already,
 *       and the half that is not left to chance keeps down both the attempts during an outage and
 *       their rush at its end, which is the number of users over their mean wait.
 *   <li>No wait exceeds 6 s, so that a user who is refused just before the servers are back is
 *       connected within 10 s, time for the handshake included.
 * </ul>
 */
final class Backoff {
  private static final int QUICK_MILLIS = 250;
  private static final int FIRST_MILLIS = 3000;
  private static final int SECOND_MILLIS = 4000;
  private static final int MAX_MILLIS = 6000;

  private int failures;

  Duration next(RandomGenerator random) {
    failures++;
    if (failures == 1) {
      return upTo(FIRST_MILLIS, random);
    }
    int most = failures == 2 ? SECOND_MILLIS : MAX_MILLIS;
    return Duration.ofMillis(random.nextInt(most / 2, most + 1));
  }

  /**
   * The wait of users who each notice a break at a different time, so that there is no crowd to
   * spread: next to none, unless there was a failure just before.
   */
  Duration quick(RandomGenerator random) {
    if (failures > 0) {
      return next(random);
    }
    failures++;
    return upTo(QUICK_MILLIS, random);
  }

  void reset() {
    failures = 0;
  }

  private static Duration upTo(int millis, RandomGenerator random) {
    return Duration.ofMillis(random.nextInt(millis + 1));
  }
}
