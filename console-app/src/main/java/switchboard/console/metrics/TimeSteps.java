package switchboard.console.metrics;

import java.time.Duration;
import java.time.Instant;

/** The instants of a range query: start, start + step, … not after the end. */
public record TimeSteps(long startMillis, long stepMillis, int count) {

  public static TimeSteps of(Instant start, Instant end, Duration step) {
    long stepMillis = step.toMillis();
    if (stepMillis < 1) {
      throw new IllegalArgumentException("Expected a step of a millisecond or more, found " + step);
    }
    long spanMillis = end.toEpochMilli() - start.toEpochMilli();
    if (spanMillis < 0) {
      throw new IllegalArgumentException(
          "Expected an end not before the start, found " + start + " to " + end);
    }
    long count = spanMillis / stepMillis + 1;
    if (count > MetricsSource.MAXIMUM_STEPS) {
      throw new IllegalArgumentException(
          "Expected at most "
              + MetricsSource.MAXIMUM_STEPS
              + " steps, found "
              + count
              + ": take a longer step");
    }
    return new TimeSteps(start.toEpochMilli(), stepMillis, (int) count);
  }

  public long millis(int index) {
    return startMillis + index * stepMillis;
  }

  public long endMillis() {
    return millis(count - 1);
  }
}
