package switchboard.console.ui.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import switchboard.console.metrics.panel.Line;
import switchboard.console.plot.Tick;
import switchboard.console.plot.TimeTicks;
import switchboard.console.ui.fx.Palette;

/** A chart as an SVG document, in the colours of the window, with the texts as texts. */
final class SvgPicture implements Surface {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 420;
  private static final int LEFT = 64;
  private static final int TOP = 48;
  private static final int PLOT_WIDTH = WIDTH - LEFT - 24;
  private static final int PLOT_HEIGHT = HEIGHT - TOP - 72;
  private static final int LEGEND_Y = HEIGHT - 18;
  private static final int TIME_TICKS = 8;

  private final StringBuilder svg = new StringBuilder();

  /**
   * @param palette in the tone of the window
   */
  static String of(Picture picture, Palette palette) {
    return new SvgPicture().draw(picture, palette);
  }

  private String draw(Picture picture, Palette palette) {
    boolean dark = palette.toneProperty().get() == Palette.Tone.DARK;
    String ground = dark ? "#141a22" : "#ffffff";
    String ink = dark ? "#e6edf3" : "#17202b";
    String quiet = dark ? "#8f99a6" : "#57616d";
    String grid = dark ? "#242c37" : "#dfe5ec";
    add(
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %s %s' width='%s' height='%s'"
                + " font-family='Inter, sans-serif' font-size='12'>")
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    add("<rect width='100%%' height='100%%' fill='%s'/>".formatted(ground));
    add(
        "<text x='%s' y='28' font-size='15' font-weight='700' fill='%s'>%s</text>"
            .formatted(LEFT, ink, escaped(picture.data().panel().title())));
    for (Tick tick : picture.scale().ticks()) {
      double y = TOP + PLOT_HEIGHT * (1 - tick.value() / picture.scale().top());
      add("<path d='M%s %sh%s' stroke='%s'/>".formatted(LEFT, pixels(y), PLOT_WIDTH, grid));
      text(LEFT - 8, y + 4, "end", quiet, tick.label());
    }
    for (Tick tick : TimeTicks.clock(picture.range(), TIME_TICKS)) {
      double x = LEFT + picture.x((long) tick.value(), PLOT_WIDTH);
      text(x, TOP + PLOT_HEIGHT + 20, "middle", quiet, tick.label());
    }
    add(
        "<svg x='%s' y='%s' width='%s' height='%s'%s>"
            .formatted(
                LEFT,
                TOP,
                PLOT_WIDTH,
                PLOT_HEIGHT,
                picture.heat().isPresent() ? " shape-rendering='crispEdges'" : ""));
    new PlotPainter(palette).paint(picture, this);
    add("</svg>");
    picture
        .heat()
        .ifPresentOrElse(
            heat -> legend(heat.colors(), palette, ink),
            () -> legend(picture.lines(), palette, ink));
    add("</svg>");
    return svg.toString();
  }

  @Override
  public double width() {
    return PLOT_WIDTH;
  }

  @Override
  public double height() {
    return PLOT_HEIGHT;
  }

  @Override
  public void line(double[] xs, double[] ys, int points, Stroke stroke) {
    if (points == 1) {
      add(
          "<circle cx='%s' cy='%s' r='%s' %s/>"
              .formatted(
                  pixels(xs[0]), pixels(ys[0]), stroke.width() / 2, paint("fill", stroke.color())));
    } else {
      add(
          "<polyline fill='none' %s points='%s'/>"
              .formatted(strokes(stroke), places(xs, ys, points)));
    }
  }

  @Override
  public void area(double[] xs, double[] ys, int points, Color top, Color bottom) {
    String id = "area-" + svg.length();
    add(
        ("<linearGradient id='%s' gradientUnits='userSpaceOnUse' x1='0' y1='0' x2='0' y2='%s'>"
                + "<stop %s/><stop offset='1' %s/></linearGradient>")
            .formatted(id, PLOT_HEIGHT, paint("stop", top), paint("stop", bottom)));
    add(
        "<polygon fill='url(#%s)' points='%s,%s %s %s,%s'/>"
            .formatted(
                id,
                pixels(xs[0]),
                PLOT_HEIGHT,
                places(xs, ys, points),
                pixels(xs[points - 1]),
                PLOT_HEIGHT));
  }

  @Override
  public void rectangle(double x, double y, double width, double height, Color color) {
    add(
        "<rect x='%s' y='%s' width='%s' height='%s' %s/>"
            .formatted(pixels(x), pixels(y), pixels(width), pixels(height), paint("fill", color)));
  }

  @Override
  public void rule(double x, Stroke stroke, String meaning) {
    add(
        "<path d='M%s 0v%s' %s><title>%s</title></path>"
            .formatted(pixels(x), PLOT_HEIGHT, strokes(stroke), escaped(meaning)));
  }

  private void legend(HeatScale colors, Palette palette, String ink) {
    text(LEFT, LEGEND_Y, "start", ink, "per s, up to");
    for (int level = 0; level < HeatScale.LEVELS; level++) {
      double x = LEFT + 90 + level * 72;
      rectangle(x, LEGEND_Y - 9, 16, 10, palette.heat(level, HeatScale.LEVELS));
      text(x + 22, LEGEND_Y, "start", ink, HeatLegend.text(colors.reach(level)));
    }
  }

  private void legend(List<Line> lines, Palette palette, String ink) {
    double step = lines.isEmpty() ? 0 : Math.min(130, PLOT_WIDTH / (double) lines.size());
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.get(i).name();
      rectangle(LEFT + i * step, LEGEND_Y - 5, 12, 3, palette.series(name));
      text(LEFT + i * step + 18, LEGEND_Y, "start", ink, name);
    }
  }

  private void text(double x, double y, String anchor, String color, String words) {
    add(
        "<text x='%s' y='%s' text-anchor='%s' fill='%s'>%s</text>"
            .formatted(pixels(x), pixels(y), anchor, color, escaped(words)));
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }

  private static String strokes(Stroke stroke) {
    return paint("stroke", stroke.color())
        + " stroke-width='%s'".formatted(stroke.width())
        + (stroke.gap() == 0
            ? ""
            : " stroke-dasharray='%s %s'".formatted(Stroke.DASH, stroke.gap()));
  }

  /** A colour, and its opacity, of "fill", "stroke" or "stop". */
  private static String paint(String what, Color color) {
    String attribute = what.equals("stop") ? "stop-color" : what;
    return "%s='%s' %s-opacity='%s'"
        .formatted(
            attribute, Palette.web(color), what, Math.round(color.getOpacity() * 100) / 100.0);
  }

  private static String places(double[] xs, double[] ys, int points) {
    return IntStream.range(0, points)
        .mapToObj(i -> pixels(xs[i]) + "," + pixels(ys[i]))
        .collect(Collectors.joining(" "));
  }

  /** As SVG has it in every locale. */
  private static String pixels(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&apos;");
  }
}
