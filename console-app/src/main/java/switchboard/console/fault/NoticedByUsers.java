package switchboard.console.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import switchboard.console.load.LoadStats;
import switchboard.console.text.Format;
import switchboard.console.verdict.Population;

/**
 * When users first noticed a fault, by the simulator's figures, which are read about once a second:
 * between two readings of which only the later shows it. Not safe for use by several threads.
 */
final class NoticedByUsers {
  /**
   * A request is slow that took more than twice as long as any of the ten seconds before the fault:
   * in as long a time again, one that is only just longer is as likely as not.
   */
  private static final int SLOW = 2;

  private final Optional<LoadStats> before;
  private Instant lastAsked;
  private Optional<Evidence> failed = Optional.empty();
  private Optional<Evidence> slow = Optional.empty();

  /**
   * @param before the users' figures just before the fault, if there are any
   * @param at when it began
   */
  NoticedByUsers(Optional<LoadStats> before, Instant at) {
    this.before = before;
    lastAsked = at;
  }

  /**
   * Takes the next figures.
   *
   * @param asked when they were asked for
   * @param answered when they had come
   */
  void observe(LoadStats figures, Instant asked, Instant answered) {
    if (answered.isBefore(lastAsked)) {
      return;
    }
    var between = new Span(figures, lastAsked, answered);
    if (failed.isEmpty()) {
      failed = between.seen(this::hasFailed, "a request failed");
    }
    if (slow.isEmpty()) {
      slow =
          limit()
              .flatMap(
                  limit ->
                      between.seen(
                          now -> isSlow(now, limit),
                          "a request took over " + Format.duration(limit)));
    }
    lastAsked = asked;
  }

  private record Span(LoadStats figures, Instant from, Instant until) {
    Optional<Evidence> seen(Predicate<LoadStats> test, String what) {
      return test.test(figures)
          ? Optional.of(Evidence.between(from, until, "simulator's figures: " + what))
          : Optional.empty();
    }
  }

  private boolean hasFailed(LoadStats now) {
    return before.filter(then -> now.requests().failed() > then.requests().failed()).isPresent();
  }

  private boolean isSlow(LoadStats now, Duration limit) {
    return before
        .filter(now::continues)
        .flatMap(then -> Population.times(then.latencyMillis(), now.latencyMillis()))
        .filter(all -> all.count() > 0 && all.at(100).compareTo(limit) > 0)
        .isPresent();
  }

  /** From which time on a request is slow; empty when that is not known. */
  Optional<Duration> limit() {
    return before
        .map(then -> then.latencyMillis().last10s().max())
        .map(millis -> Duration.ofNanos((long) (SLOW * millis * 1e6)));
  }

  Optional<Evidence> failed() {
    return failed;
  }

  Optional<Evidence> slow() {
    return slow;
  }
}
