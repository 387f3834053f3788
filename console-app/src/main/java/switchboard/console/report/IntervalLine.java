package switchboard.console.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import switchboard.console.fault.Milestone;
import switchboard.console.text.Format;

/**
 * A fault's ledger as one line in time, a bar for each interval in which something happened. Time
 * is drawn logarithmically, so that milliseconds and minutes are read on one line.
 */
final class IntervalLine {
  private static final double WIDTH = 880;
  private static final double LEFT = 8;
  private static final double LANE = 17;
  private static final double BAR = 8;
  private static final double NARROWEST = 6;
  private static final double CHARACTER = 6.2;
  private static final double APART = 12;

  /** A label that leaves less, as an alert of a long name has it, is cut off. */
  private static final double NARROWEST_LINE = WIDTH / 3;

  /** What is shorter is drawn nearly in proportion. */
  private static final double LINEAR_SECONDS = 0.02;

  private record Bar(String label, String kind, double from, double until) {
    double labelWidth() {
      return label.length() * CHARACTER;
    }
  }

  private final List<Bar> bars;
  private final double scale;
  private final int[] lanes;
  private final int above;
  private final int below;

  private IntervalLine(List<Bar> bars) {
    this.bars = bars;
    scale =
        bars.stream()
            .mapToDouble(
                bar ->
                    Math.min(
                        Math.max(NARROWEST_LINE, WIDTH - LEFT - bar.labelWidth())
                            / Math.max(place(bar.from), 1e-9),
                        (WIDTH - LEFT - NARROWEST) / Math.max(place(bar.until), 1e-9)))
            .min()
            .orElse(1);
    lanes = lanes();
    above = Math.max(0, IntStream.of(lanes).max().orElse(0));
    below = -Math.min(0, IntStream.of(lanes).min().orElse(0));
  }

  /** Null where the injection was not noted. */
  static DomContent of(ReportedFault fault) {
    return drawn(fault)
        .map(
            drawing ->
                div(
                        drawing,
                        p(fault.headline()
                                + ": time since the injection, on a logarithmic scale. A bar"
                                + " reaches from the last moment at which it had not happened to"
                                + " the first at which it had.")
                            .withClass("quiet small"))
                    .withClass("scroll ledger")
                    .withTabindex(0)
                    .attr("role", "region")
                    .attr("aria-label", "Ledger of " + fault.headline()))
        .orElse(null);
  }

  private static Optional<Svg> drawn(ReportedFault fault) {
    var seen = fault.ledger().stream().filter(line -> line.notBefore() != null).toList();
    var injected =
        seen.stream()
            .filter(line -> line.name().equals(Milestone.INJECTED.words()))
            .map(line -> Instant.parse(line.notBefore()))
            .findFirst();
    return injected.map(
        zero ->
            new IntervalLine(
                    seen.stream()
                        .map(line -> bar(line, zero))
                        .sorted(Comparator.comparingDouble(Bar::from))
                        .toList())
                .drawing(fault));
  }

  private static Bar bar(ReportedFault.Line line, Instant zero) {
    var isZero = line.name().equals(Milestone.INJECTED.words());
    return new Bar(
        isZero ? line.name() : line.name() + ": " + line.sinceInjection(),
        kind(line.name()),
        seconds(zero, line.notBefore()),
        seconds(zero, line.notAfter()));
  }

  private static double seconds(Instant zero, String at) {
    return Math.max(0, Duration.between(zero, Instant.parse(at)).toNanos() / 1e9);
  }

  private static String kind(String name) {
    if (name.startsWith("alert ")) {
      return "limit";
    }
    if (name.startsWith("first ") || name.equals(Milestone.INJECTED.words())) {
      return "problem";
    }
    return List.of(
                Milestone.NEW_PROCESS,
                Milestone.READY,
                Milestone.TAKEN_IN,
                Milestone.P99_BACK,
                Milestone.USERS_EVEN,
                Milestone.UNDONE)
            .stream()
            .anyMatch(each -> each.words().equals(name))
        ? "good"
        : "change";
  }

  private static double place(double seconds) {
    return Math.log1p(seconds / LINEAR_SECONDS);
  }

  private double x(double seconds) {
    return LEFT + scale * place(seconds);
  }

  /**
   * Where each label stands: 1, 2 and so on above the line, -1, -2 and so on below. Placed from the
   * right to the left, as near to the line as it neither meets a label nor crosses what leads to
   * one that stands farther out.
   */
  private int[] lanes() {
    var chosen = new int[bars.size()];
    for (var i = bars.size() - 1; i >= 0; i--) {
      var lane = 1;
      while (!hasRoom(i, lane, chosen)) {
        lane = lane > 0 ? -lane : 1 - lane;
      }
      chosen[i] = lane;
    }
    return chosen;
  }

  private boolean hasRoom(int index, int lane, int[] chosen) {
    var end = x(bars.get(index).from) + bars.get(index).labelWidth() + APART;
    return IntStream.range(index + 1, bars.size())
        .filter(other -> chosen[other] * lane > 0 && Math.abs(chosen[other]) >= Math.abs(lane))
        .allMatch(other -> end <= x(bars.get(other).from));
  }

  private Svg drawing(ReportedFault fault) {
    var line = above * LANE + 14;
    var height = line + Math.max(below, 1) * LANE + 30;
    var svg =
        Svg.drawing(
            WIDTH,
            height,
            fault.headline()
                + ": "
                + bars.stream().map(Bar::label).collect(Collectors.joining(", "))
                + ".");
    axis(svg, line, height);
    for (var i = 0; i < bars.size(); i++) {
      leader(svg, bars.get(i), lanes[i], line);
    }
    // What is narrow stays to be seen on what is wide.
    bars.stream()
        .sorted(Comparator.comparingDouble((Bar bar) -> bar.from - bar.until))
        .forEach(bar -> svg.with(shape(bar, line)));
    for (var i = 0; i < bars.size(); i++) {
      var bar = bars.get(i);
      svg.with(Svg.text("label", x(bar.from), labelY(lanes[i], line), bar.label));
    }
    return svg;
  }

  private Svg shape(Bar bar, double line) {
    var from = x(bar.from);
    var width = Math.max(NARROWEST, x(bar.until) - from);
    return Svg.rectangle("bar " + bar.kind, from, line - BAR / 2, width, BAR)
        .attr("rx", Svg.number(BAR / 2))
        .titled(bar.label);
  }

  private static double labelY(int lane, double line) {
    return lane > 0 ? line - 10 - (lane - 1) * LANE : line + 20 + (-lane - 1) * LANE;
  }

  private void leader(Svg svg, Bar bar, int lane, double line) {
    if (Math.abs(lane) > 1) {
      var x = Svg.number(x(bar.from) + 1);
      var to = labelY(lane, line) + (lane > 0 ? 3 : -11);
      svg.with(Svg.path("leader", "M" + x + " " + Svg.number(line) + "V" + Svg.number(to)));
    }
  }

  private void axis(Svg svg, double line, double height) {
    svg.with(Svg.path("axis", "M" + Svg.number(LEFT) + " " + Svg.number(line) + "H" + WIDTH));
    for (var millis : List.of(0, 100, 1_000, 10_000, 100_000)) {
      var x = x(millis / 1e3);
      if (x <= WIDTH - 30) {
        svg.with(Svg.path("axis", "M" + Svg.number(x) + " " + Svg.number(height - 15) + "v4"));
        svg.with(
            Svg.text(
                "tick",
                x,
                height - 2,
                millis == 0 ? "0" : Format.duration(Duration.ofMillis(millis))));
      }
    }
  }
}
