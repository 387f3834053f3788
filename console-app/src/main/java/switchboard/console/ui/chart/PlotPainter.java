package switchboard.console.ui.chart;

import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.ui.fx.Palette;

/** Draws lines, limit, strain and marks on a canvas of the plot's size. */
final class PlotPainter {
  private static final double LINE_WIDTH = 1.6;

  private final Canvas canvas;
  private final Palette palette;
  private final Polyline polyline = new Polyline();

  /**
   * What is drawn.
   *
   * @param scale fitted to the lines
   * @param heat drawn instead of the lines
   * @param marks only those inside the range
   */
  record Picture(
      PanelData data,
      List<Line> lines,
      TimeRange range,
      ValueScale scale,
      boolean filled,
      Optional<Heatmap> heat,
      List<Mark> marks) {
    double x(long timeMillis, double width) {
      long start = range.start().toEpochMilli();
      return width * (timeMillis - start) / (double) (range.end().toEpochMilli() - start);
    }
  }

  PlotPainter(Canvas canvas, Palette palette) {
    this.canvas = canvas;
    this.palette = palette;
  }

  void clear() {
    canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
  }

  void paint(Picture picture) {
    clear();
    GraphicsContext g = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    PanelData data = picture.data();
    double first = picture.x(data.timeMillis(0), width);
    double perInstant = picture.x(data.timeMillis(1), width) - first;
    // The topmost pixel is left free, so that a line at the very top or bottom keeps its width.
    Polyline.Scale scale =
        new Polyline.Scale(
            first,
            perInstant,
            height - 1,
            -(height - 1) / picture.scale().top(),
            picture.scale()::place);
    int from = Math.clamp((long) Math.floor(-first / perInstant) - 1, 0, data.instants());
    int to = Math.clamp((long) Math.ceil((width - first) / perInstant) + 2, from, data.instants());

    if (picture.heat().isPresent()) {
      heat(g, picture.heat().get(), from, to, scale, width);
      marks(g, picture, width, height);
      return;
    }
    marks(g, picture, width, height);
    g.setLineCap(StrokeLineCap.BUTT);
    g.setLineJoin(StrokeLineJoin.ROUND);
    g.setLineDashes((double[]) null);
    if (picture.filled()) {
      picture.lines().forEach(line -> fill(g, line, from, to, scale, height));
    }
    g.setLineWidth(LINE_WIDTH);
    picture.lines().forEach(line -> stroke(g, line, from, to, scale));
    data.limit().ifPresent(limit -> limit(g, limit, from, to, scale));
    data.strain()
        .ifPresent(
            strain -> StrainStrip.paint(g, strain, first, perInstant, height, palette.limit()));
  }

  private void heat(
      GraphicsContext g, Heatmap heat, int from, int to, Polyline.Scale scale, double width) {
    heat.trace(
        from,
        to,
        scale,
        width,
        (x, y, wide, high, level) -> {
          g.setFill(palette.heat(level, HeatScale.LEVELS));
          g.fillRect(x, y, wide, high);
        });
  }

  private void stroke(GraphicsContext g, Line line, int from, int to, Polyline.Scale scale) {
    Color color = palette.series(line.name());
    g.setStroke(color);
    g.setFill(color);
    polyline.trace(
        line,
        from,
        to,
        scale,
        (xs, ys, points) -> {
          if (points == 1) {
            g.fillOval(xs[0] - LINE_WIDTH / 2, ys[0] - LINE_WIDTH / 2, LINE_WIDTH, LINE_WIDTH);
          } else {
            g.strokePolyline(xs, ys, points);
          }
        });
  }

  private void fill(
      GraphicsContext g, Line line, int from, int to, Polyline.Scale scale, double height) {
    Color color = palette.series(line.name());
    g.setFill(
        new LinearGradient(
            0,
            0,
            0,
            height,
            false,
            CycleMethod.NO_CYCLE,
            new Stop(0, color.deriveColor(0, 1, 1, 0.22)),
            new Stop(1, color.deriveColor(0, 1, 1, 0.10))));
    polyline.trace(
        line,
        from,
        to,
        scale,
        (xs, ys, points) -> {
          g.beginPath();
          g.moveTo(xs[0], height);
          for (int i = 0; i < points; i++) {
            g.lineTo(xs[i], ys[i]);
          }
          g.lineTo(xs[points - 1], height);
          g.closePath();
          g.fill();
        });
  }

  private void limit(GraphicsContext g, Line limit, int from, int to, Polyline.Scale scale) {
    g.setStroke(palette.limit());
    g.setLineWidth(1.4);
    g.setLineDashes(4, 3);
    polyline.trace(limit, from, to, scale, (xs, ys, points) -> g.strokePolyline(xs, ys, points));
    g.setLineDashes((double[]) null);
  }

  private void marks(GraphicsContext g, Picture picture, double width, double height) {
    g.setLineWidth(1);
    g.setLineDashes(4, 4);
    for (Mark mark : picture.marks()) {
      g.setStroke(mark.kind().color(palette).deriveColor(0, 1, 1, 0.75));
      double x = Math.floor(picture.x(mark.at().toEpochMilli(), width)) + 0.5;
      g.strokeLine(x, 0, x, height);
    }
  }
}
