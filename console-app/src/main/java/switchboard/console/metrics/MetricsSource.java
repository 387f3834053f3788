package switchboard.console.metrics;

import java.time.Duration;
import java.time.Instant;

/** Where expressions get their values: a Prometheus, or the console's own scrapes. */
public interface MetricsSource {
  /** The most steps of one query; Prometheus has the same bound. */
  int MAXIMUM_STEPS = 11_000;

  /**
   * The values at start, start + step, … up to and including end, to the millisecond. Blocks; call
   * off the FX thread.
   *
   * @throws IllegalArgumentException when the end is before the start, the step is below a
   *     millisecond, or there are more than {@link #MAXIMUM_STEPS} steps
   */
  QueryResult range(Expression expression, Instant start, Instant end, Duration step);

  /** The values at one instant. */
  default QueryResult at(Expression expression, Instant instant) {
    return range(expression, instant, instant, Duration.ofSeconds(1));
  }
}
