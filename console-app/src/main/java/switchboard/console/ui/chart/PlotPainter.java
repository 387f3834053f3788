package switchboard.console.ui.chart;

import javafx.scene.paint.Color;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.plot.Polyline;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.Throttling;

/** Draws lines or a heatmap, limit, strain and marks on a surface of the plot's size. */
final class PlotPainter {
  private static final double LINE_WIDTH = 1.6;
  private static final double STRAIN_HEIGHT = 5;

  /** Of the strain's density, from nothing to all of the time. */
  private static final int STRAIN_LEVELS = 8;

  /** Of the lowest level, which must still be seen. */
  private static final double FAINTEST_STRAIN = 0.3;

  private final Palette palette;
  private final Polyline polyline = new Polyline();

  PlotPainter(Palette palette) {
    this.palette = palette;
  }

  void paint(Picture picture, Surface on) {
    PanelData data = picture.data();
    double first = picture.x(data.timeMillis(0), on.width());
    double perInstant = picture.x(data.timeMillis(1), on.width()) - first;
    // The topmost pixel is left free, so that a line at the very top or bottom keeps its width.
    Polyline.Scale scale =
        new Polyline.Scale(
            first,
            perInstant,
            on.height() - 1,
            -(on.height() - 1) / picture.scale().top(),
            picture.scale()::place);
    int from = Math.clamp((long) Math.floor(-first / perInstant) - 1, 0, data.instants());
    int to =
        Math.clamp((long) Math.ceil((on.width() - first) / perInstant) + 2, from, data.instants());

    if (picture.heat().isPresent()) {
      picture
          .heat()
          .get()
          .trace(
              from,
              to,
              scale,
              on.width(),
              (x, y, wide, high, level) ->
                  on.rectangle(x, y, wide, high, palette.heat(level, HeatScale.LEVELS)));
      marks(picture, on);
      return;
    }
    marks(picture, on);
    if (picture.data().panel().filled()) {
      for (Line line : picture.lines()) {
        Color color = palette.series(line.name());
        Color top = color.deriveColor(0, 1, 1, 0.22);
        Color bottom = color.deriveColor(0, 1, 1, 0.10);
        polyline.trace(
            line, from, to, scale, (xs, ys, points) -> on.area(xs, ys, points, top, bottom));
      }
    }
    for (Line line : picture.lines()) {
      stroke(
          line,
          from,
          to,
          scale,
          on,
          new Surface.Stroke(palette.series(line.name()), LINE_WIDTH, 0));
    }
    data.limit()
        .ifPresent(
            limit ->
                stroke(limit, from, to, scale, on, new Surface.Stroke(palette.limit(), 1.4, 3)));
    data.strain().ifPresent(strain -> strain(strain, first, perInstant, on));
  }

  private void stroke(
      Line line, int from, int to, Polyline.Scale scale, Surface on, Surface.Stroke stroke) {
    polyline.trace(line, from, to, scale, (xs, ys, points) -> on.line(xs, ys, points, stroke));
  }

  private void marks(Picture picture, Surface on) {
    for (Mark mark : picture.marks()) {
      Color color = mark.kind().color(palette).deriveColor(0, 1, 1, 0.75);
      double x = Math.floor(picture.x(mark.at().toEpochMilli(), on.width())) + 0.5;
      on.rule(x, new Surface.Stroke(color, 1, 4), mark.text());
    }
  }

  /**
   * The share of time in which a limit throttled something, as a thin strip along the bottom edge:
   * the more, the denser. Columns of pixels that look alike are drawn together.
   *
   * @param first where the first value is, in pixels
   * @param perInstant from one value to the next, in pixels
   */
  private void strain(Line strain, double first, double perInstant, Surface on) {
    int begin = 0;
    int level = 0;
    for (int x = 0; x <= (int) on.width(); x++) {
      int here = x < (int) on.width() ? strainLevel(highest(strain, first, perInstant, x)) : 0;
      if (here != level) {
        if (level > 0) {
          double opacity = FAINTEST_STRAIN + (1 - FAINTEST_STRAIN) * level / STRAIN_LEVELS;
          on.rectangle(
              begin,
              on.height() - STRAIN_HEIGHT,
              x - begin,
              STRAIN_HEIGHT,
              palette.limit().deriveColor(0, 1, 1, opacity));
        }
        begin = x;
        level = here;
      }
    }
  }

  /** Of the values that fall into a column of pixels, each reaching half-way to its neighbours. */
  private static double highest(Line strain, double first, double perInstant, int x) {
    int from = (int) Math.max(0, Math.round((x - first) / perInstant));
    int to = (int) Math.min(strain.size() - 1, Math.round((x + 1 - first) / perInstant));
    double highest = Double.NaN;
    for (int i = from; i <= to; i++) {
      double value = strain.value(i);
      highest = Double.isNaN(highest) || value > highest ? value : highest;
    }
    return highest;
  }

  /** 0 for what is not drawn. */
  private static int strainLevel(double share) {
    return Throttling.isNotable(share)
        ? Math.clamp((int) Math.ceil(share * STRAIN_LEVELS / 100), 1, STRAIN_LEVELS)
        : 0;
  }
}
