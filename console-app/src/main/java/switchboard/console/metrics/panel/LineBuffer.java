package switchboard.console.metrics.panel;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;

/** The last values of one query's series on a grid of instants that moves with time. */
final class LineBuffer {
  private final int instants;
  private final long stepMillis;
  private final Map<Labels, double[]> lines = new LinkedHashMap<>();
  private long startMillis;
  private long answeredUntilMillis = Long.MIN_VALUE;

  LineBuffer(int instants, long stepMillis) {
    this.instants = instants;
    this.stepMillis = stepMillis;
  }

  /** Moves the grid so that it ends at this time; lines that have no value left are dropped. */
  void moveTo(long endMillis) {
    long start = endMillis - (instants - 1) * stepMillis;
    long shift = (start - startMillis) / stepMillis;
    startMillis = start;
    if (shift < 0) {
      lines.clear();
      answeredUntilMillis = Long.MIN_VALUE;
      return;
    }
    lines.values().forEach(values -> shift(values, (int) Math.min(shift, instants)));
    lines.values().removeIf(values -> Arrays.stream(values).allMatch(Double::isNaN));
  }

  /**
   * From when to ask: just what is not answered yet and, of what is, the last few seconds, since a
   * scrape under way when they were first asked for changes them.
   */
  long askFromMillis(long overlapMillis) {
    return answeredUntilMillis == Long.MIN_VALUE
        ? startMillis
        : Math.max(startMillis, answeredUntilMillis - overlapMillis);
  }

  /** Replaces all there was from that instant on. */
  void answered(long fromMillis, long untilMillis, List<Series> series) {
    int from = index(fromMillis);
    lines.values().forEach(values -> Arrays.fill(values, from, instants, Double.NaN));
    for (Series found : series) {
      double[] values = lines.computeIfAbsent(found.labels(), _ -> gaps());
      for (int i = 0; i < found.size(); i++) {
        int index = index(found.timeMillis(i));
        if (index >= 0 && index < instants) {
          values[index] = found.value(i);
        }
      }
    }
    answeredUntilMillis = untilMillis;
  }

  Map<Labels, double[]> lines() {
    return lines;
  }

  /** At each instant the lowest of all lines, passing over gaps. */
  static double[] lowest(Collection<double[]> lines, int instants) {
    return chosen(lines, instants, (one, other) -> one < other);
  }

  /** At each instant the highest of all lines, passing over gaps. */
  static double[] highest(Collection<double[]> lines, int instants) {
    return chosen(lines, instants, (one, other) -> one > other);
  }

  private interface Preference {
    boolean prefers(double one, double other);
  }

  private static double[] chosen(Collection<double[]> lines, int instants, Preference preference) {
    double[] chosen = new double[instants];
    Arrays.fill(chosen, Double.NaN);
    for (double[] values : lines) {
      for (int i = 0; i < instants; i++) {
        if (Double.isNaN(chosen[i]) || preference.prefers(values[i], chosen[i])) {
          chosen[i] = values[i];
        }
      }
    }
    return chosen;
  }

  private double[] gaps() {
    double[] values = new double[instants];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private void shift(double[] values, int by) {
    System.arraycopy(values, by, values, 0, instants - by);
    Arrays.fill(values, instants - by, instants, Double.NaN);
  }

  private int index(long timeMillis) {
    return (int) ((timeMillis - startMillis) / stepMillis);
  }
}
