package switchboard.console.statistics;

import java.util.Arrays;
import java.util.List;

/** What is said of one sample. */
public final class Samples {
  private Samples() {}

  /** The value in the middle, or the mean of both that are. */
  public static double median(double[] values) {
    return medianOfSorted(Arrays.stream(values).sorted().toArray());
  }

  /** The same of values in a list. */
  public static double median(List<Double> values) {
    return median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  static double medianOfSorted(double[] sorted) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("No values have no median");
    }
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
