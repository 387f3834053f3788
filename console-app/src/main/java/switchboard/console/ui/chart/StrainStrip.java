package switchboard.console.ui.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import switchboard.console.metrics.panel.Line;
import switchboard.console.ui.fx.Throttling;

/**
 * The share of time in which a limit throttled something, as a thin strip along the bottom edge:
 * the more, the denser. Columns of pixels that look alike are drawn together.
 */
final class StrainStrip {
  private static final double HEIGHT = 5;

  /** Of density, from nothing to all of the time. */
  private static final int LEVELS = 8;

  /** Of the lowest level, which must still be seen. */
  private static final double FAINTEST = 0.3;

  private StrainStrip() {}

  /**
   * @param first where the first value is, in pixels
   * @param perInstant from one value to the next, in pixels
   */
  static void paint(
      GraphicsContext g, Line strain, double first, double perInstant, double bottom, Color color) {
    int width = (int) g.getCanvas().getWidth();
    g.setFill(color);
    int begin = 0;
    int level = 0;
    for (int x = 0; x <= width; x++) {
      int here = x < width ? level(highest(strain, first, perInstant, x)) : 0;
      if (here != level) {
        paint(g, level, begin, x, bottom);
        begin = x;
        level = here;
      }
    }
    g.setGlobalAlpha(1);
  }

  private static void paint(GraphicsContext g, int level, int from, int to, double bottom) {
    if (level > 0) {
      g.setGlobalAlpha(FAINTEST + (1 - FAINTEST) * level / LEVELS);
      g.fillRect(from, bottom - HEIGHT, to - from, HEIGHT);
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
  static int level(double share) {
    return Throttling.isNotable(share)
        ? Math.clamp((int) Math.ceil(share * LEVELS / 100), 1, LEVELS)
        : 0;
  }
}
