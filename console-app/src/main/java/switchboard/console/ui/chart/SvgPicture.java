package switchboard.console.ui.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.ui.fx.Palette;

/** A chart as an SVG document, in the colours of the window, with the texts as texts. */
final class SvgPicture {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 420;
  private static final int LEFT = 64;
  private static final int TOP = 48;
  private static final int PLOT_WIDTH = WIDTH - LEFT - 24;
  private static final int PLOT_HEIGHT = HEIGHT - TOP - 72;
  private static final int LEGEND_Y = HEIGHT - 18;
  private static final int TIME_TICKS = 8;

  private final Excerpt excerpt;
  private final ValueScale scale;
  private final Palette palette;
  private final StringBuilder svg = new StringBuilder();

  private SvgPicture(Excerpt excerpt, ValueScale scale, Palette palette) {
    this.excerpt = excerpt;
    this.scale = scale;
    this.palette = palette;
  }

  /**
   * @param scale fitted to what is seen
   */
  static String of(Excerpt excerpt, ValueScale scale, Palette palette) {
    return new SvgPicture(excerpt, scale, palette).draw();
  }

  private String draw() {
    boolean dark = palette.toneProperty().get() == Palette.Tone.DARK;
    String ground = dark ? "#141a22" : "#ffffff";
    String ink = dark ? "#e6edf3" : "#17202b";
    String quiet = dark ? "#8f99a6" : "#57616d";
    String grid = dark ? "#242c37" : "#dfe5ec";
    svg.append(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %s %s' width='%s' height='%s' font-family='Inter, sans-serif' font-size='12'>\n"
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    svg.append("<rect width='100%%' height='100%%' fill='%s'/>\n".formatted(ground));
    svg.append(
        "<text x='%s' y='28' font-size='15' font-weight='700' fill='%s'>%s</text>\n"
            .formatted(LEFT, ink, escaped(excerpt.data().panel().title())));
    scale.ticks().forEach(tick -> valueTick(tick, grid, quiet));
    TimeTicks.clock(excerpt.range(), TIME_TICKS).forEach(tick -> timeTick(tick, quiet));
    excerpt.heat().ifPresent(this::heat);
    excerpt.marks().forEach(this::mark);
    if (excerpt.heat().isEmpty()) {
      excerpt.lines().forEach(line -> line(line, Palette.web(palette.series(line.name())), ""));
    }
    excerpt
        .data()
        .limit()
        .ifPresent(limit -> line(limit, Palette.web(palette.limit()), " stroke-dasharray='4 3'"));
    excerpt.heat().ifPresentOrElse(heat -> legend(heat.colors(), ink), () -> legend(ink));
    return svg.append("</svg>\n").toString();
  }

  private void valueTick(PlotAxis.Tick tick, String grid, String quiet) {
    double y = TOP + PLOT_HEIGHT * (1 - tick.value() / scale.top());
    svg.append("<path d='M%s %sh%s' stroke='%s'/>\n".formatted(LEFT, pixels(y), PLOT_WIDTH, grid));
    text(LEFT - 8, y + 4, "end", quiet, tick.label());
  }

  private void timeTick(PlotAxis.Tick tick, String quiet) {
    text(x((long) tick.value()), TOP + PLOT_HEIGHT + 20, "middle", quiet, tick.label());
  }

  private void mark(Mark mark) {
    svg.append(
        "<path d='M%s %sv%s' stroke='%s' stroke-dasharray='4 4'><title>%s</title></path>\n"
            .formatted(
                pixels(x(mark.at().toEpochMilli())),
                TOP,
                PLOT_HEIGHT,
                Palette.web(mark.kind().color(palette)),
                escaped(mark.text())));
  }

  private void heat(Heatmap heat) {
    svg.append(
        "<g transform='translate(%s,%s)' shape-rendering='crispEdges'>\n".formatted(LEFT, TOP));
    heat.trace(
        excerpt.first(),
        excerpt.first() + excerpt.count(),
        scaled(-LEFT, 0),
        PLOT_WIDTH,
        (x, y, width, height, level) ->
            rectangle(x, y, width, height, palette.heat(level, HeatScale.LEVELS)));
    svg.append("</g>\n");
  }

  private void rectangle(double x, double y, double width, double height, Color color) {
    svg.append(
        "<rect x='%s' y='%s' width='%s' height='%s' fill='%s'/>\n"
            .formatted(pixels(x), pixels(y), pixels(width), pixels(height), Palette.web(color)));
  }

  private void legend(HeatScale colors, String ink) {
    text(LEFT, LEGEND_Y, "start", ink, "per s, up to");
    for (int level = 0; level < HeatScale.LEVELS; level++) {
      double x = LEFT + 90 + level * 72;
      rectangle(x, LEGEND_Y - 9, 16, 10, palette.heat(level, HeatScale.LEVELS));
      text(x + 22, LEGEND_Y, "start", ink, HeatLegend.text(colors.reach(level)));
    }
  }

  private Polyline.Scale scaled(double left, double top) {
    PanelData data = excerpt.data();
    double first = x(data.timeMillis(0));
    return new Polyline.Scale(
        left + first,
        x(data.timeMillis(1)) - first,
        top + PLOT_HEIGHT,
        -PLOT_HEIGHT / scale.top(),
        scale::place);
  }

  private void line(Line line, String color, String dashes) {
    var scaled = scaled(0, TOP);
    new Polyline()
        .trace(
            line,
            excerpt.first(),
            excerpt.first() + excerpt.count(),
            scaled,
            (xs, ys, points) -> polyline(xs, ys, points, color, dashes));
  }

  private void polyline(double[] xs, double[] ys, int points, String color, String dashes) {
    String places =
        IntStream.range(0, points)
            .mapToObj(i -> pixels(xs[i]) + "," + pixels(ys[i]))
            .collect(Collectors.joining(" "));
    svg.append(
        "<polyline fill='none' stroke='%s' stroke-width='1.6'%s points='%s'/>\n"
            .formatted(color, dashes, places));
  }

  private void legend(String ink) {
    List<Line> lines = excerpt.lines();
    double step = lines.isEmpty() ? 0 : Math.min(130, PLOT_WIDTH / (double) lines.size());
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.get(i).name();
      svg.append(
          "<rect x='%s' y='%s' width='12' height='3' rx='1.5' fill='%s'/>\n"
              .formatted(pixels(LEFT + i * step), LEGEND_Y - 5, Palette.web(palette.series(name))));
      text(LEFT + i * step + 18, LEGEND_Y, "start", ink, name);
    }
  }

  private void text(double x, double y, String anchor, String color, String words) {
    svg.append(
        "<text x='%s' y='%s' text-anchor='%s' fill='%s'>%s</text>\n"
            .formatted(pixels(x), pixels(y), anchor, color, escaped(words)));
  }

  private double x(long timeMillis) {
    long start = excerpt.range().start().toEpochMilli();
    return LEFT + PLOT_WIDTH * (timeMillis - start) / (double) excerpt.range().length().toMillis();
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
