package switchboard.console.metrics.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.MetricsSource;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.evaluation.HistogramQuantile;

/**
 * Keeps a panel's last minutes, asking its source only for what is new, and after an outage for
 * what was missed. Refreshing twice at one time gives the same. Safe for use by any thread;
 * refreshes wait for each other.
 */
public final class LivePanel {
  /** A line of one value a second costs 28 KiB. */
  public static final Duration SPAN = Duration.ofMinutes(60);

  /** Asked for again each time; see {@link LineBuffer#askFromMillis}. */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  private final Panel panel;
  private final MetricsSource source;
  private final long stepMillis;
  private final int instants;
  private final List<LineBuffer> buffers = new ArrayList<>();
  private final LineBuffer limits;
  private final LineBuffer strains;
  private final LineBuffer buckets;
  private Optional<Instant> failingSince = Optional.empty();

  public LivePanel(Panel panel, MetricsSource source) {
    this(panel, source, SPAN, Duration.ofSeconds(1));
  }

  /**
   * A panel over a time and in steps of one's own.
   *
   * @param span how far back; a whole number of steps
   */
  public LivePanel(Panel panel, MetricsSource source, Duration span, Duration step) {
    this.panel = panel;
    this.source = source;
    this.stepMillis = step.toMillis();
    this.instants = (int) span.dividedBy(step) + 1;
    panel.queries().forEach(_ -> buffers.add(new LineBuffer(instants, stepMillis)));
    this.limits = new LineBuffer(instants, stepMillis);
    this.strains = new LineBuffer(instants, stepMillis);
    this.buckets = new LineBuffer(instants, stepMillis);
  }

  /**
   * Asks for what is new up to this time and returns it all. Blocks for as long as the source does;
   * call off the FX thread.
   */
  public synchronized PanelData refresh(Instant now) {
    long endMillis = Math.floorDiv(now.toEpochMilli(), stepMillis) * stepMillis;
    buffers.forEach(buffer -> buffer.moveTo(endMillis));
    limits.moveTo(endMillis);
    strains.moveTo(endMillis);
    buckets.moveTo(endMillis);
    Optional<PanelStatus> failure = ask(endMillis);
    if (failure.isEmpty()) {
      failingSince = Optional.empty();
    }
    List<Line> lines = lines();
    Instant start = Instant.ofEpochMilli(endMillis - (instants - 1) * stepMillis);
    PanelStatus status = failure.orElseGet(() -> freshness(lines, start));
    return new PanelData(
        panel,
        start,
        Duration.ofMillis(stepMillis),
        instants,
        lines,
        one("limit", limits, LineBuffer::lowest),
        one("strain", strains, LineBuffer::highest),
        buckets(),
        status);
  }

  /** Stops at the first failure: the other queries would only wait for the same timeout. */
  private Optional<PanelStatus> ask(long endMillis) {
    for (int i = 0; i < buffers.size(); i++) {
      Optional<PanelStatus> failure =
          ask(panel.queries().get(i).expression(), buffers.get(i), endMillis);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return panel
        .limit()
        .flatMap(limit -> ask(limit, limits, endMillis))
        .or(() -> panel.strain().flatMap(strain -> ask(strain, strains, endMillis)))
        .or(() -> panel.buckets().flatMap(rates -> ask(rates, buckets, endMillis)));
  }

  private Optional<PanelStatus> ask(Expression expression, LineBuffer buffer, long endMillis) {
    long fromMillis = buffer.askFromMillis(OVERLAP.toMillis() / stepMillis * stepMillis);
    Instant end = Instant.ofEpochMilli(endMillis);
    QueryResult result =
        source.range(
            expression, Instant.ofEpochMilli(fromMillis), end, Duration.ofMillis(stepMillis));
    return switch (result) {
      case QueryResult.Values(List<Series> series) -> {
        buffer.answered(fromMillis, endMillis, series);
        yield Optional.empty();
      }
      case QueryResult.NoData() -> {
        buffer.answered(fromMillis, endMillis, List.of());
        yield Optional.empty();
      }
      case QueryResult.Rejected(String reason) -> Optional.of(new PanelStatus.Rejected(reason));
      case QueryResult.Unreachable(var cause) -> {
        failingSince = failingSince.or(() -> Optional.of(end));
        yield Optional.of(
            new PanelStatus.Disconnected(failingSince.orElseThrow(), cause.getMessage()));
      }
    };
  }

  /** Several instances' lines as one. */
  private Optional<Line> one(
      String name, LineBuffer buffer, BiFunction<Collection<double[]>, Integer, double[]> choice) {
    return buffer.lines().isEmpty()
        ? Optional.empty()
        : Optional.of(new Line(name, choice.apply(buffer.lines().values(), instants)));
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < buffers.size(); i++) {
      Legend legend = panel.queries().get(i).legend();
      List<Line> found = new ArrayList<>();
      buffers
          .get(i)
          .lines()
          .forEach((labels, values) -> found.add(new Line(legend.nameOf(labels), values)));
      found.sort(
          Comparator.comparingInt((Line line) -> line.name().length()).thenComparing(Line::name));
      lines.addAll(found);
    }
    return lines;
  }

  private List<Line> buckets() {
    return buckets.lines().entrySet().stream()
        .filter(each -> !Double.isNaN(HistogramQuantile.bound(each.getKey())))
        .sorted(Comparator.comparingDouble(each -> HistogramQuantile.bound(each.getKey())))
        .map(each -> new Line(each.getKey().get("le"), each.getValue()))
        .toList();
  }

  private PanelStatus freshness(List<Line> lines, Instant start) {
    if (lines.stream().anyMatch(line -> line.latest().isPresent())) {
      return new PanelStatus.Current();
    }
    int last = lines.stream().mapToInt(Line::lastIndex).max().orElse(-1);
    return new PanelStatus.NoData(
        last < 0 ? Optional.empty() : Optional.of(start.plusMillis(last * stepMillis)));
  }
}
