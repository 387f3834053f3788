package switchboard.console.ui.chart;

import java.util.List;
import switchboard.console.metrics.Line;
import switchboard.console.metrics.PanelData;

/** The highest value to make room for. */
final class Highest {
  private Highest() {}

  /**
   * Of these lines in the range, and of the limit when any of them has a value; NaN without any.
   */
  static double of(PanelData data, List<Line> lines, TimeRange range) {
    double highest = Double.NaN;
    for (Line line : lines) {
      highest = higher(highest, within(data, line, range));
    }
    if (!Double.isNaN(highest) && data.limit().isPresent()) {
      highest = higher(highest, within(data, data.limit().get(), range));
    }
    return highest;
  }

  private static double within(PanelData data, Line line, TimeRange range) {
    long step = data.step().toMillis();
    long first = Math.ceilDiv(range.start().toEpochMilli() - data.timeMillis(0), step);
    long last = Math.floorDiv(range.end().toEpochMilli() - data.timeMillis(0), step);
    double highest = Double.NaN;
    for (long i = Math.max(0, first); i <= Math.min(data.instants() - 1L, last); i++) {
      highest = higher(highest, line.value((int) i));
    }
    return highest;
  }

  private static double higher(double one, double other) {
    return Double.isNaN(one) || other > one ? other : one;
  }
}
