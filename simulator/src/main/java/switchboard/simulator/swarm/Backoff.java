package switchboard.simulator.swarm;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a user waits before the next attempt: the first time 50 to 2000 ms, then twice as long
 * each time, up to 5 s, of which a random half is taken off so that users who broke together do not
 * come back together.
 */
final class Backoff {
  private static final int FIRST_LEAST_MILLIS = 50;
  private static final int FIRST_MOST_MILLIS = 2000;
  private static final int MOST_MILLIS = 5000;

  private int failures;

  Duration next(RandomGenerator random) {
    failures++;
    if (failures == 1) {
      return Duration.ofMillis(random.nextInt(FIRST_LEAST_MILLIS, FIRST_MOST_MILLIS + 1));
    }
    int most = Math.min(MOST_MILLIS, FIRST_MOST_MILLIS << Math.min(failures - 1, 10));
    return Duration.ofMillis(random.nextInt(most / 2, most + 1));
  }

  void reset() {
    failures = 0;
  }
}
