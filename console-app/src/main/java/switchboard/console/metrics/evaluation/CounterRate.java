package switchboard.console.metrics.evaluation;

import switchboard.console.metrics.Series;
import switchboard.console.metrics.scrape.Stale;

/**
 * PromQL's {@code rate()} over one window.
 *
 * <p>Source: Prometheus, {@code promql/functions.go}, {@code extrapolatedRate}, as it has been
 * since 2.52 (pull request 13725, "Fix limiting of extrapolation to negative values"); the window
 * excludes its start, as since 3.0 (migration guide, "Range selectors and lookback exclude samples
 * coinciding with the left boundary").
 */
final class CounterRate {
  private CounterRate() {}

  /**
   * The increase per second, extrapolated to the window's edges, of the samples after {@code end -
   * window} and up to {@code end}; {@link Stale#MARK} when there are fewer than two. A decrease is
   * a restart from 0. Stale marks are passed over.
   *
   * @param first index of the first sample that may be in the window
   */
  static double at(Series samples, int first, long endMillis, long windowMillis) {
    long startMillis = endMillis - windowMillis;
    int count = 0;
    long firstMillis = 0;
    long lastMillis = 0;
    double firstValue = 0;
    double previous = 0;
    double restarts = 0;
    for (int i = first; i < samples.size() && samples.timeMillis(i) <= endMillis; i++) {
      double value = samples.value(i);
      if (samples.timeMillis(i) <= startMillis || Stale.is(value)) {
        continue;
      }
      if (count++ == 0) {
        firstMillis = samples.timeMillis(i);
        firstValue = value;
      } else if (value < previous) {
        restarts += previous;
      }
      previous = value;
      lastMillis = samples.timeMillis(i);
    }
    if (count < 2) {
      return Stale.MARK;
    }
    double increase = previous - firstValue + restarts;
    double sampled = (lastMillis - firstMillis) / 1000.0;
    double between = sampled / (count - 1);
    double toStart = reach((firstMillis - startMillis) / 1000.0, between);
    double toEnd = reach((endMillis - lastMillis) / 1000.0, between);
    if (increase > 0 && firstValue >= 0) {
      double toZero = sampled * (firstValue / increase);
      toStart = Math.min(toStart, toZero);
    }
    double factor = (sampled + toStart + toEnd) / sampled / (windowMillis / 1000.0);
    return increase * factor;
  }

  /**
   * To an edge within 1.1 intervals the series is taken to continue; otherwise to have begun or
   * ended half an interval from its outermost sample.
   */
  private static double reach(double toEdge, double between) {
    return toEdge < between * 1.1 ? toEdge : between / 2;
  }
}
