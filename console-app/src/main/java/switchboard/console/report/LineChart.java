package switchboard.console.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.metrics.panel.Line;
import switchboard.console.platform.Role;
import switchboard.console.plot.LinearScale;
import switchboard.console.plot.Polyline;
import switchboard.console.plot.TimeRange;
import switchboard.console.plot.TimeTicks;
import switchboard.console.plot.Tints;
import switchboard.console.plot.ValueScale;
import switchboard.console.text.Format;

/** A chart of the report as a figure: lines, limit, throttling and the marks of events. */
final class LineChart {
  private static final double LEFT = 44;
  private static final double TOP = 8;
  private static final double RIGHT = 4;
  private static final double BOTTOM = 18;
  private static final double STRIP_HEIGHT = 4;
  private static final int LEVELS = 4;

  /** In per cent of the CPU periods, as in the cockpit; less is not worth a mark. */
  private static final double MIN_THROTTLED = 1;

  /** Phases that are drawn as a band, and how. */
  private static final Map<String, String> SHADED =
      Map.of("ramp", "unmeasured", "warm-up", "unmeasured", "fault", "problem");

  /** How large a chart is drawn, in pixels of its own. */
  enum Size {
    /** Three in a row. */
    SMALL(280, 124, 3, 3),
    /** Two in a row. */
    WIDE(430, 190, 4, 6);

    private final double width;
    private final double height;
    private final int valueTicks;
    private final int timeTicks;

    Size(double width, double height, int valueTicks, int timeTicks) {
      this.width = width;
      this.height = height;
      this.valueTicks = valueTicks;
      this.timeTicks = timeTicks;
    }
  }

  private final Chart chart;
  private final Report report;
  private final Size size;
  private final TimeRange range;
  private final LinearScale scale;
  private final Tints tints = new Tints();

  private LineChart(Chart chart, Report report, Size size) {
    this.chart = chart;
    this.report = report;
    this.size = size;
    range = new TimeRange(chart.start(), chart.start().plus(chart.length()));
    scale = new LinearScale(chart.unit());
    var highest =
        Stream.concat(chart.lines().stream(), Stream.ofNullable(chart.limit()))
            .mapToDouble(Chart::highest)
            .filter(value -> !Double.isNaN(value))
            .max();
    scale.fit(new ValueScale.Extent(Double.NaN, highest.orElse(Double.NaN)), size.valueTicks);
  }

  /**
   * @param report that it is of, whose events and phases are marked
   */
  static DomContent of(Chart chart, Report report, Size size) {
    return new LineChart(chart, report, size).figureOf();
  }

  /** What marks and bands of all charts mean. */
  static DomContent keys() {
    return p(
            key("dash problem", "fault or problem"),
            key("dash good", "recovery"),
            key("dash action", "action"),
            key("dash change", "load or settings"),
            key("box unmeasured", "ramp and warm-up"),
            key("box problem", "fault at work"))
        .withClass("keys marks");
  }

  private DomContent figureOf() {
    return figure(
            figcaption(h3(chart.title()), legend()),
            chart.lines().isEmpty()
                ? div("No values: see what was not measured.").withClass("empty")
                : drawing())
        .withClass("card chart")
        .withData("chart", chart.id());
  }

  /** A small one of replicas has no room for their names: the large one of the same has them. */
  private DomContent legend() {
    return size == Size.SMALL && chart.lines().stream().allMatch(LineChart::isReplica)
        ? span("by replica").withClass("keys")
        : span(
                each(chart.lines(), line -> key("swatch " + color(line.name()), line.name())),
                chart.limit() == null ? null : key("swatch limit", "limit"))
            .withClass("keys");
  }

  private static boolean isReplica(Line line) {
    return Role.ofInstance(line.name()).filter(role -> role == Role.BACKEND).isPresent();
  }

  private static DomContent key(String kind, String words) {
    return span(span().withClass(kind).attr("aria-hidden", "true"), span(words)).withClass("key");
  }

  /** The class of a series' colour. */
  private String color(String line) {
    var index = Tints.SERIES.indexOf(tints.of(line));
    return index < 0 ? "problem" : "c" + (index + 1);
  }

  private Svg drawing() {
    var svg = Svg.drawing(size.width, size.height, description());
    phases(svg);
    grid(svg);
    marks(svg);
    for (var line : chart.lines()) {
      if (chart.filled()) {
        draw(line, svg, "area " + color(line.name()), true);
      }
    }
    for (var line : chart.lines()) {
      draw(line, svg, "line " + color(line.name()), false);
    }
    if (chart.limit() != null) {
      draw(chart.limit(), svg, "line limit", false);
    }
    if (chart.throttledPercent() != null) {
      throttling(svg, chart.throttledPercent());
    }
    return svg;
  }

  private String description() {
    return chart.title()
        + " over "
        + Format.duration(chart.length())
        + ". Highest: "
        + chart.lines().stream()
            .map(line -> line.name() + " " + Format.figure(Chart.highest(line), chart.unit()))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private double plotWidth() {
    return size.width - LEFT - RIGHT;
  }

  private double plotHeight() {
    return size.height - TOP - BOTTOM;
  }

  /** Times are counted as everywhere else in the report, and not from the first sample. */
  private Instant begunAt() {
    return Instant.parse(report.begunAt());
  }

  private double x(Instant at) {
    var after = at.toEpochMilli() - range.start().toEpochMilli();
    return LEFT + plotWidth() * after / range.length().toMillis();
  }

  private double y(double value) {
    return TOP + plotHeight() * (1 - scale.place(value) / scale.top());
  }

  private void grid(Svg svg) {
    for (var tick : scale.ticks()) {
      var y = y(tick.value());
      svg.with(
          Svg.path("gridline", "M" + Svg.number(LEFT) + " " + Svg.number(y) + "h" + plotWidth()));
      svg.with(Svg.text("tick end", LEFT - 5, y + 3.5, tick.label()));
    }
    for (var tick : TimeTicks.elapsed(range, begunAt(), size.timeTicks)) {
      var x = x(Instant.ofEpochMilli((long) tick.value()));
      var isLast = x > size.width - 16;
      svg.with(
          Svg.text(
              isLast ? "tick end" : "tick middle",
              isLast ? size.width : x,
              size.height - 4,
              tick.label()));
    }
  }

  /** What is not measured yet, and the time of each fault, as bands. */
  private void phases(Svg svg) {
    for (var phase : report.phases()) {
      var kind = SHADED.get(phase.name());
      if (kind != null) {
        var from = inRange(Instant.parse(phase.from()));
        var until = inRange(phase.until() == null ? range.end() : Instant.parse(phase.until()));
        if (from.isBefore(until)) {
          svg.with(
              Svg.rectangle("band " + kind, x(from), TOP, x(until) - x(from), plotHeight())
                  .titled(phase.name()));
        }
      }
    }
  }

  private Instant inRange(Instant at) {
    return at.isBefore(range.start()) ? range.start() : at.isAfter(range.end()) ? range.end() : at;
  }

  private void marks(Svg svg) {
    for (var event : report.events()) {
      var at = Instant.parse(event.at());
      if (range.has(at)) {
        svg.with(
            Svg.path(
                    "mark " + event.severity(),
                    "M" + Svg.number(x(at)) + " " + Svg.number(TOP) + "v" + plotHeight())
                .titled(TimeTicks.elapsed(Duration.between(begunAt(), at)) + " " + event.text()));
      }
    }
  }

  private void draw(Line line, Svg svg, String kind, boolean filled) {
    var pieces = new ArrayList<Svg>();
    new Polyline()
        .trace(
            line,
            0,
            line.size(),
            new Polyline.Scale(
                LEFT,
                plotWidth() / Math.max(1, line.size() - 1),
                TOP + plotHeight(),
                -plotHeight() / scale.top(),
                scale::place),
            (xs, ys, points) -> pieces.add(piece(kind, xs, ys, points, filled)));
    svg.with(pieces);
  }

  private Svg piece(String kind, double[] xs, double[] ys, int points, boolean filled) {
    if (points == 1 && !filled) {
      return Svg.circle(kind + " dot", xs[0], ys[0], 1.2);
    }
    var path = new StringBuilder();
    for (var i = 0; i < points; i++) {
      path.append(i == 0 ? 'M' : 'L')
          .append(Svg.number(xs[i]))
          .append(' ')
          .append(Svg.number(ys[i]));
    }
    if (filled) {
      var bottom = Svg.number(TOP + plotHeight());
      path.append('L').append(Svg.number(xs[points - 1])).append(' ').append(bottom);
      path.append('L').append(Svg.number(xs[0])).append(' ').append(bottom).append('Z');
    }
    return Svg.path(kind, path.toString());
  }

  /** A strip along the bottom: the more of its time an instance was throttled, the denser. */
  private void throttling(Svg svg, Line share) {
    var step = plotWidth() / Math.max(1, share.size() - 1);
    var begin = 0;
    for (var i = 1; i <= share.size(); i++) {
      if (i == share.size() || level(share.value(i)) != level(share.value(begin))) {
        if (level(share.value(begin)) > 0 && begin < share.size() - 1) {
          svg.with(
              Svg.rectangle(
                      "throttled t" + level(share.value(begin)),
                      LEFT + begin * step,
                      TOP + plotHeight() - STRIP_HEIGHT,
                      (Math.min(i, share.size() - 1) - begin) * step,
                      STRIP_HEIGHT)
                  .titled("throttled"));
        }
        begin = i;
      }
    }
  }

  private static int level(double share) {
    return share >= MIN_THROTTLED
        ? Math.clamp((int) Math.ceil(share * LEVELS / 100), 1, LEVELS)
        : 0;
  }
}
