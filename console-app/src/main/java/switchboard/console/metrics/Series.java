package switchboard.console.metrics;

import java.util.Arrays;

/**
 * Values of one series in time order, each at a time of its own; where there is no value, there is
 * no point. A NaN is a value that was measured or calculated, such as a quantile of nothing.
 */
public final class Series {
  private final Labels labels;
  private final long[] timesMillis;
  private final double[] values;

  /** Takes the arrays as they are: the caller does not change them afterwards. */
  public Series(Labels labels, long[] timesMillis, double[] values) {
    if (timesMillis.length != values.length) {
      throw new IllegalArgumentException(
          "Expected a time per value, found " + timesMillis.length + " and " + values.length);
    }
    this.labels = labels;
    this.timesMillis = timesMillis;
    this.values = values;
  }

  public Labels labels() {
    return labels;
  }

  /** The same values by other labels. */
  Series labelled(Labels others) {
    return new Series(others, timesMillis, values);
  }

  public int size() {
    return values.length;
  }

  /** Milliseconds since the epoch. */
  public long timeMillis(int index) {
    return timesMillis[index];
  }

  public double value(int index) {
    return values[index];
  }

  @Override
  public String toString() {
    return labels + " " + Arrays.toString(timesMillis) + " " + Arrays.toString(values);
  }
}
