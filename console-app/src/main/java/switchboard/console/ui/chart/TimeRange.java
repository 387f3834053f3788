package switchboard.console.ui.chart;

import java.time.Duration;
import java.time.Instant;

/** From one instant to a later one. */
public record TimeRange(Instant start, Instant end) {
  public TimeRange {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "Expected a start before the end, found " + start + " to " + end);
    }
  }

  boolean has(Instant instant) {
    return !instant.isBefore(start) && !instant.isAfter(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
