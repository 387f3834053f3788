package switchboard.console.ui.chart;

import switchboard.console.plot.Polyline;
import switchboard.console.plot.TimeRange;

/**
 * A histogram over time as rectangles: a column for each instant, or for each pixel where instants
 * are closer, and a row for each bucket. Neighbours of one colour become one rectangle, so what is
 * drawn costs no more than the plot has pixels in width, for each bucket.
 */
final class Heatmap {
  private final HeatGrid grid;
  private final HeatScale colors;

  /** Draws one rectangle. */
  @FunctionalInterface
  interface Pen {
    /**
     * Draws it.
     *
     * @param level see {@link HeatScale}
     */
    void rectangle(double x, double y, double width, double height, int level);
  }

  Heatmap(HeatGrid grid, TimeRange range) {
    this.grid = grid;
    colors = new HeatScale(grid.highest(range));
  }

  HeatGrid grid() {
    return grid;
  }

  HeatScale colors() {
    return colors;
  }

  /**
   * Draws the instants from one index up to, not including, another.
   *
   * @param scale on which buckets have whole pixels
   * @param width of the plot
   */
  void trace(int from, int to, Polyline.Scale scale, double width, Pen pen) {
    for (int bucket = 0; bucket < grid.buckets(); bucket++) {
      double bottom = Math.round(scale.y(grid.from(bucket)));
      double top =
          Double.isInfinite(grid.to(bucket))
              ? 0
              : Math.max(0, Math.round(scale.y(grid.to(bucket))));
      if (bottom > top) {
        row(bucket, from, to, scale, width, top, bottom - top, pen);
      }
    }
  }

  private void row(
      int bucket,
      int from,
      int to,
      Polyline.Scale scale,
      double width,
      double y,
      double height,
      Pen pen) {
    int index = from;
    int level = HeatScale.NONE;
    double begun = 0;
    while (index < to) {
      double x = Math.floor(scale.x(index) - scale.xPerInstant() / 2);
      // Of several instants in one column of pixels the highest shows: rare is what is looked for.
      double rate = grid.rate(bucket, index++);
      while (index < to && Math.floor(scale.x(index) - scale.xPerInstant() / 2) == x) {
        double next = grid.rate(bucket, index++);
        rate = !(next <= rate) && !Double.isNaN(next) ? next : rate;
      }
      int found = colors.level(rate);
      if (found != level) {
        flush(begun, x, y, width, height, level, pen);
        begun = x;
        level = found;
      }
    }
    double end = Math.floor(scale.x(to) - scale.xPerInstant() / 2);
    flush(begun, end, y, width, height, level, pen);
  }

  private static void flush(
      double begun, double end, double y, double width, double height, int level, Pen pen) {
    double left = Math.max(0, begun);
    double right = Math.min(width, end);
    if (level != HeatScale.NONE && right > left) {
      pen.rectangle(left, y, right - left, height, level);
    }
  }
}
