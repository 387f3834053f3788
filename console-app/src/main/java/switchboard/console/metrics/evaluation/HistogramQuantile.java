package switchboard.console.metrics.evaluation;

import java.util.Arrays;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Sample;

/**
 * PromQL's {@code histogram_quantile()} over a classic histogram.
 *
 * <p>Source: Prometheus, {@code promql/quantile.go}, {@code bucketQuantile}, and the query
 * documentation of {@code histogram_quantile}: linear interpolation within the bucket, the lowest
 * bucket beginning at 0 when its bound is positive, the last finite bound for what lies above it,
 * and NaN for a histogram without observations, without a bucket {@code +Inf}, or with fewer than
 * two buckets.
 */
public final class HistogramQuantile {
  private HistogramQuantile() {}

  /** Of a bucket; NaN for what is none: no bound, or one that is not a number. */
  public static double bound(Labels bucket) {
    try {
      return Sample.number(bucket.get("le"));
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  /**
   * @param bounds upper bounds, ascending, each once
   * @param counts cumulative counts (or their rates) of the buckets; an inner decrease, which
   *     floating point sums can show, is levelled
   */
  static double of(double quantile, double[] bounds, double[] counts) {
    int last = bounds.length - 1;
    if (last < 1 || bounds[last] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double[] cumulative = counts.clone();
    for (int i = 1; i <= last; i++) {
      cumulative[i] = Math.max(cumulative[i], cumulative[i - 1]);
    }
    double observations = cumulative[last];
    if (observations == 0 || Double.isNaN(observations)) {
      return Double.NaN;
    }
    double rank = quantile * observations;
    int bucket = 0;
    while (bucket < last && cumulative[bucket] < rank) {
      bucket++;
    }
    if (bucket == last) {
      return bounds[last - 1];
    }
    if (bucket == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = bucket == 0 ? 0 : bounds[bucket - 1];
    double below = bucket == 0 ? 0 : cumulative[bucket - 1];
    return start + (bounds[bucket] - start) * ((rank - below) / (cumulative[bucket] - below));
  }

  /**
   * Sorts by bound and joins the counts of equal bounds, such as {@code 1} and {@code 1.0}, then as
   * above.
   */
  static double ofUnsorted(double quantile, double[] bounds, double[] counts) {
    Integer[] order = new Integer[bounds.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(bounds[a], bounds[b]));
    double[] sortedBounds = new double[bounds.length];
    double[] sortedCounts = new double[bounds.length];
    int size = 0;
    for (int i : order) {
      if (size > 0 && sortedBounds[size - 1] == bounds[i]) {
        sortedCounts[size - 1] += counts[i];
      } else {
        sortedBounds[size] = bounds[i];
        sortedCounts[size++] = counts[i];
      }
    }
    return of(quantile, Arrays.copyOf(sortedBounds, size), Arrays.copyOf(sortedCounts, size));
  }
}
