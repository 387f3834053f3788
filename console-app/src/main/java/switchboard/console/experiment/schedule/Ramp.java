package switchboard.console.experiment.schedule;

import java.time.Duration;

/**
 * How users joined, from the start of the load until all were connected.
 *
 * @param usersPerSecond null when there were none to come
 */
public record Ramp(double seconds, Double usersPerSecond) {
  private static final double NANOS_PER_SECOND = 1e9;

  public static Ramp of(int users, Duration took) {
    var seconds = took.toNanos() / NANOS_PER_SECOND;
    return new Ramp(seconds, users > 0 && seconds > 0 ? users / seconds : null);
  }
}
