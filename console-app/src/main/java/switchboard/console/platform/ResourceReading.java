package switchboard.console.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The resources consumed by the current incarnation of a component, as its platform reports them.
 *
 * @param at when that was read
 * @param cpuTime of all its threads, since it was started
 * @param latestCores in recent use, where nothing finer is known; the CPU time is zero then
 * @param memoryBytes resident; empty where that cannot be known
 */
public record ResourceReading(
    Instant at, Duration cpuTime, OptionalDouble latestCores, OptionalLong memoryBytes) {
  private static final double NANOS_PER_SECOND = 1e9;

  public ResourceReading {
    Objects.requireNonNull(at);
    Objects.requireNonNull(cpuTime);
    Objects.requireNonNull(latestCores);
    Objects.requireNonNull(memoryBytes);
  }

  public ResourceReading(Instant at, Duration cpuTime, OptionalLong memoryBytes) {
    this(at, cpuTime, OptionalDouble.empty(), memoryBytes);
  }

  /**
   * The mean of the cores in use since an earlier reading, or the recent use where nothing finer is
   * known; empty when no time has passed. Of a component that was started again meanwhile, what its
   * former incarnation consumed is unknown and left out.
   */
  public Optional<Double> coresSince(ResourceReading earlier) {
    if (latestCores.isPresent()) {
      return Optional.of(latestCores.getAsDouble());
    }
    var seconds = Duration.between(earlier.at, at).toNanos() / NANOS_PER_SECOND;
    var consumed =
        cpuTime.compareTo(earlier.cpuTime) < 0 ? cpuTime : cpuTime.minus(earlier.cpuTime);
    return seconds > 0
        ? Optional.of(consumed.toNanos() / NANOS_PER_SECOND / seconds)
        : Optional.empty();
  }
}
