package switchboard.console.metrics;

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
 */
public record PanelData(
    Panel panel,
    Instant start,
    Duration step,
    int instants,
    List<Line> lines,
    Optional<Line> limit,
    Optional<Line> strain,
    PanelStatus status) {
  public PanelData {
    Objects.requireNonNull(panel);
    Objects.requireNonNull(status);
    lines = List.copyOf(lines);
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
    limit.ifPresent(line -> same(line, instants));
    strain.ifPresent(line -> same(line, instants));
  }

  public long timeMillis(int index) {
    return start.toEpochMilli() + index * step.toMillis();
  }

  public Instant end() {
    return Instant.ofEpochMilli(timeMillis(instants - 1));
  }

  private static void same(Line line, int instants) {
    if (line.size() != instants) {
      throw new IllegalArgumentException(
          "Expected " + instants + " values in " + line.name() + ", found " + line.size());
    }
  }
}
