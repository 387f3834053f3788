package switchboard.console.session.metrics;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.platform.ResourceReading;

/**
 * The start of a measurement of resource usage; see {@link MetricQueries#usage}.
 *
 * @param consumed by then, by name
 */
public record Baseline(Instant at, Map<String, ResourceReading> consumed) {
  public Baseline {
    Objects.requireNonNull(at);
    consumed = Map.copyOf(consumed);
  }

  /** The cores that a component used since, in the mean; empty without figures of both moments. */
  Optional<Double> cores(String part, Map<String, ResourceReading> now) {
    return consumed.containsKey(part) && now.containsKey(part)
        ? now.get(part).coresSince(consumed.get(part))
        : Optional.empty();
  }
}
