package switchboard.console.ui.chart;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/** The plot of a chart in the window; the crosshair says what rules stand for. */
final class CanvasSurface implements Surface {
  private final Canvas canvas;
  private final GraphicsContext g;

  CanvasSurface(Canvas canvas) {
    this.canvas = canvas;
    g = canvas.getGraphicsContext2D();
  }

  void clear() {
    g.clearRect(0, 0, width(), height());
  }

  @Override
  public double width() {
    return canvas.getWidth();
  }

  @Override
  public double height() {
    return canvas.getHeight();
  }

  @Override
  public void line(double[] xs, double[] ys, int points, Stroke stroke) {
    take(stroke);
    if (points == 1) {
      g.setFill(stroke.color());
      double size = stroke.width();
      g.fillOval(xs[0] - size / 2, ys[0] - size / 2, size, size);
    } else {
      g.strokePolyline(xs, ys, points);
    }
  }

  @Override
  public void area(double[] xs, double[] ys, int points, Color top, Color bottom) {
    g.setFill(
        new LinearGradient(
            0, 0, 0, height(), false, CycleMethod.NO_CYCLE, new Stop(0, top), new Stop(1, bottom)));
    g.beginPath();
    g.moveTo(xs[0], height());
    for (int i = 0; i < points; i++) {
      g.lineTo(xs[i], ys[i]);
    }
    g.lineTo(xs[points - 1], height());
    g.closePath();
    g.fill();
  }

  @Override
  public void rectangle(double x, double y, double width, double height, Color color) {
    g.setFill(color);
    g.fillRect(x, y, width, height);
  }

  @Override
  public void rule(double x, Stroke stroke, String meaning) {
    take(stroke);
    g.strokeLine(x, 0, x, height());
  }

  private void take(Stroke stroke) {
    g.setLineCap(StrokeLineCap.BUTT);
    g.setLineJoin(StrokeLineJoin.ROUND);
    g.setStroke(stroke.color());
    g.setLineWidth(stroke.width());
    g.setLineDashes(stroke.gap() == 0 ? new double[0] : new double[] {Stroke.DASH, stroke.gap()});
  }
}
