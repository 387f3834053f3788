package switchboard.console.plot;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import switchboard.console.metrics.panel.PanelData;

/** From one instant to a later one. */
public record TimeRange(Instant start, Instant end) {
  public TimeRange {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "Expected a start before the end, found " + start + " to " + end);
    }
  }

  /** The instants of the data that are in it. */
  public IntStream indices(PanelData data) {
    long step = data.step().toMillis();
    long first = Math.ceilDiv(start.toEpochMilli() - data.timeMillis(0), step);
    long last = Math.floorDiv(end.toEpochMilli() - data.timeMillis(0), step);
    return IntStream.rangeClosed(
        Math.clamp(first, 0, data.instants()), Math.clamp(last, -1, data.instants() - 1));
  }

  public boolean has(Instant instant) {
    return !instant.isBefore(start) && !instant.isAfter(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
