package switchboard.console.ui.chart;

import java.util.List;
import javafx.geometry.Side;
import javafx.scene.chart.ValueAxis;
import switchboard.console.plot.Tick;

/** An axis whose bounds and ticks are given to it. */
final class PlotAxis extends ValueAxis<Number> {
  /**
   * Wide enough for "1 000 ms": plots above each other begin at the same place, and never shift.
   */
  private static final double LEFT_WIDTH = 46;

  private List<Tick> ticks = List.of();

  PlotAxis() {
    setAutoRanging(false);
    setAnimated(false);
    setMinorTickVisible(false);
    setTickMarkVisible(false);
    setTickLabelGap(4);
  }

  void show(double lower, double upper, List<Tick> newTicks) {
    if (lower == getLowerBound() && upper == getUpperBound() && newTicks.equals(ticks)) {
      return;
    }
    ticks = List.copyOf(newTicks);
    setLowerBound(lower);
    setUpperBound(upper);
    invalidateRange();
    requestAxisLayout();
  }

  @Override
  protected List<Number> calculateTickValues(double length, Object range) {
    return ticks.stream().<Number>map(Tick::value).toList();
  }

  @Override
  protected String getTickMarkLabel(Number value) {
    return ticks.stream()
        .filter(tick -> tick.value() == value.doubleValue())
        .map(Tick::label)
        .findFirst()
        .orElse("");
  }

  @Override
  protected List<Number> calculateMinorTickMarks() {
    return List.of();
  }

  @Override
  protected Object getRange() {
    return ticks;
  }

  @Override
  protected void setRange(Object range, boolean animate) {
    setScale(
        calculateNewScale(
            getSide().isVertical() ? getHeight() : getWidth(), getLowerBound(), getUpperBound()));
  }

  @Override
  protected double computePrefWidth(double height) {
    return getSide() == Side.LEFT ? LEFT_WIDTH : super.computePrefWidth(height);
  }
}
