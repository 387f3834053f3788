package switchboard.console.ui.chart;

import javafx.scene.chart.Axis;
import javafx.scene.chart.XYChart;

/**
 * A chart that draws all that it shows on a canvas within JavaFX's axes; JavaFX's own series, of a
 * node for each value, are not used.
 */
abstract class CanvasChart extends XYChart<Number, Number> {
  CanvasChart(Axis<Number> x, Axis<Number> y) {
    super(x, y);
  }

  @Override
  protected void updateLegend() {}

  @Override
  protected void seriesAdded(Series<Number, Number> series, int index) {}

  @Override
  protected void seriesRemoved(Series<Number, Number> series) {}

  @Override
  protected void dataItemAdded(
      Series<Number, Number> series, int index, Data<Number, Number> item) {}

  @Override
  protected void dataItemRemoved(Data<Number, Number> item, Series<Number, Number> series) {}

  @Override
  protected void dataItemChanged(Data<Number, Number> item) {}
}
