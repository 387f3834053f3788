package switchboard.console.metrics.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a chart shows at one moment. Immutable; every line has one value per instant: start, start +
 * step, … {@code instants} of them.
 *
 * @param strain see {@link Panel#strain}; a gap where it is not known
 * @param buckets see {@link Panel#buckets}; each named by its bound, which ascend
 */
public record PanelData(
    Panel panel,
    Instant start,
    Duration step,
    int instants,
    List<Line> lines,
    Optional<Line> limit,
    Optional<Line> strain,
    List<Line> buckets,
    PanelStatus status) {
  public PanelData {
    Objects.requireNonNull(panel);
    Objects.requireNonNull(status);
    lines = List.copyOf(lines);
    buckets = List.copyOf(buckets);
    if (instants < 1 || step.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected an instant or more and a step of 1 ms or more, found "
              + instants
              + " and "
              + step);
    }
    for (Line line : lines) {
      same(line, instants);
    }
    for (Line line : buckets) {
      same(line, instants);
    }
    limit.ifPresent(line -> same(line, instants));
    strain.ifPresent(line -> same(line, instants));
  }

  /** Data of a panel without a histogram. */
  public PanelData(
      Panel panel,
      Instant start,
      Duration step,
      int instants,
      List<Line> lines,
      Optional<Line> limit,
      Optional<Line> strain,
      PanelStatus status) {
    this(panel, start, step, instants, lines, limit, strain, List.of(), status);
  }

  public long timeMillis(int index) {
    return start.toEpochMilli() + index * step.toMillis();
  }

  public Instant end() {
    return Instant.ofEpochMilli(timeMillis(instants - 1));
  }

  /** The end of it, or all when it is not longer. */
  public PanelData last(Duration span) {
    var left = instants - (int) span.dividedBy(step) - 1;
    return left <= 0
        ? this
        : new PanelData(
            panel,
            start.plus(step.multipliedBy(left)),
            step,
            instants - left,
            lines.stream().map(line -> line.between(left, instants - left)).toList(),
            limit.map(line -> line.between(left, instants - left)),
            strain.map(line -> line.between(left, instants - left)),
            buckets.stream().map(line -> line.between(left, instants - left)).toList(),
            status);
  }

  /** What it showed at an earlier moment: the time before that, with gaps where it had nothing. */
  public PanelData asOf(Instant moment, Duration span) {
    var ahead = Math.floorDiv(Duration.between(start, moment).toMillis(), step.toMillis());
    var count = (int) span.dividedBy(step) + 1;
    var first = (int) Math.max(ahead - count + 1, -count);
    return new PanelData(
        panel,
        start.plus(step.multipliedBy(first)),
        step,
        count,
        lines.stream().map(line -> line.between(first, count)).toList(),
        limit.map(line -> line.between(first, count)),
        strain.map(line -> line.between(first, count)),
        buckets.stream().map(line -> line.between(first, count)).toList(),
        status);
  }

  private static void same(Line line, int instants) {
    if (line.size() != instants) {
      throw new IllegalArgumentException(
          "Expected " + instants + " values in " + line.name() + ", found " + line.size());
    }
  }
}
