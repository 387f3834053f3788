package switchboard.console.plot;

import java.util.List;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;

/** Maps values to heights on a chart. */
public interface ValueScale {

  /**
   * Makes room for these values.
   *
   * @param parts about how many spaces between ticks there is room for
   */
  void fit(Extent extent, int parts);

  /** How high a value stands; 0 is the bottom and {@link #top} the top. */
  double place(double value);

  double top();

  /** At their places, from the bottom to the top, which bears the unit. */
  List<Tick> ticks();

  /**
   * The range of values of the lines.
   *
   * @param lowestPositive the lowest above 0, NaN without any
   * @param highest NaN without any value
   */
  record Extent(double lowestPositive, double highest) {
    public static final Extent NONE = new Extent(Double.NaN, Double.NaN);

    /** Of these lines in the range, and of the limit when any of them has a value. */
    public static Extent of(PanelData data, List<Line> lines, TimeRange range) {
      Extent extent = NONE;
      for (Line line : lines) {
        extent = extent.with(data, line, range);
      }
      return extent.isEmpty() || data.limit().isEmpty()
          ? extent
          : extent.with(data, data.limit().get(), range);
    }

    /** Of both. */
    public Extent and(Extent other) {
      return other.isEmpty()
          ? this
          : isEmpty()
              ? other
              : new Extent(
                  Double.isNaN(lowestPositive) || other.lowestPositive < lowestPositive
                      ? other.lowestPositive
                      : lowestPositive,
                  Math.max(highest, other.highest));
    }

    /** Whether there is no value at all. */
    public boolean isEmpty() {
      return Double.isNaN(highest);
    }

    private Extent with(PanelData data, Line line, TimeRange range) {
      double low = lowestPositive;
      double high = highest;
      for (int i : range.indices(data).toArray()) {
        double value = line.value(i);
        high = Double.isNaN(high) || value > high ? value : high;
        low = value > 0 && !(value >= low) ? value : low;
      }
      return new Extent(low, high);
    }
  }
}
