package switchboard.simulator.swarm;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** One user's way from the break of a socket to the welcome on the next. */
final class Reconnect {
  /**
   * A socket that was open this long was a good one: the next break is followed by a quick attempt.
   */
  private static final Duration STABLE = Duration.ofSeconds(5);

  private final Backoff backoff = new Backoff();
  private boolean away;
  private long brokeAt;
  private long openedAt;

  void opened(long now) {
    openedAt = now;
  }

  void broke(long now) {
    if (now - openedAt > STABLE.toNanos()) {
      backoff.reset();
    }
    if (!away) {
      away = true;
      brokeAt = now;
    }
  }

  /** How long that took, in nanoseconds; empty when no socket had broken. */
  OptionalLong welcomed(long now) {
    if (!away) {
      return OptionalLong.empty();
    }
    away = false;
    return OptionalLong.of(now - brokeAt);
  }

  /** The wait before the next attempt. */
  Duration next(RandomGenerator random) {
    return backoff.next(random);
  }

  /** The same, after a silence that other users have not noticed at the same moment. */
  Duration quick(RandomGenerator random) {
    return backoff.quick(random);
  }
}
