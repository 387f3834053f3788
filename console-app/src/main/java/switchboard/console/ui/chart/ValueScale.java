package switchboard.console.ui.chart;

import java.util.List;

/** Maps values to heights on a chart. */
interface ValueScale {

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
  List<PlotAxis.Tick> ticks();
}
