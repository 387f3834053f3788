package switchboard.simulator.measure;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.Histogram;

/**
 * A summary of a distribution, in milliseconds, each figure within 1 %. The figures mean nothing
 * while count is 0.
 */
public record Percentiles(
    long count,
    double mean,
    double p50,
    double p90,
    double p95,
    double p99,
    double p999,
    double max) {

  private static final double MICROS_PER_MILLI = 1000;
  private static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0, 0, 0, 0);

  /** From a histogram of microseconds. */
  static Percentiles of(Histogram micros) {
    if (micros.getTotalCount() == 0) {
      return NONE;
    }
    return new Percentiles(
        micros.getTotalCount(),
        micros.getMean() / MICROS_PER_MILLI,
        at(micros, 50),
        at(micros, 90),
        at(micros, 95),
        at(micros, 99),
        at(micros, 99.9),
        micros.getMaxValue() / MICROS_PER_MILLI);
  }

  private static double at(Histogram micros, double percentile) {
    return Math.min(micros.getValueAtPercentile(percentile), micros.getMaxValue())
        / MICROS_PER_MILLI;
  }

  /** Only the count when nothing was measured: missing is never zero. */
  public JsonObject toJson() {
    var json = new JsonObject().put("count", count);
    if (count == 0) {
      return json;
    }
    return json.put("mean", mean)
        .put("p50", p50)
        .put("p90", p90)
        .put("p95", p95)
        .put("p99", p99)
        .put("p99_9", p999)
        .put("max", max);
  }
}
