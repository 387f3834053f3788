package switchboard.console.metrics.panel;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the readings were at one time. Immutable.
 *
 * @param byInstance per reading, its value by instance, an empty instance for one of the whole
 *     system; without a value there is no entry, and 0/0 is no value
 * @param failure why some readings are missing, when the source did not answer or refused
 */
public record ReadingValues(
    Instant at, Map<Reading, Map<String, Double>> byInstance, Optional<String> failure) {
  public static final ReadingValues NONE =
      new ReadingValues(Instant.EPOCH, Map.of(), Optional.empty());

  public ReadingValues {
    Objects.requireNonNull(at);
    Objects.requireNonNull(failure);
    byInstance = Map.copyOf(byInstance);
  }

  /** Of the whole system. */
  public OptionalDouble value(Reading reading) {
    return value(reading, "");
  }

  /** The smallest of all instances; empty where none has one. */
  public OptionalDouble least(Reading reading) {
    return byInstance.getOrDefault(reading, Map.of()).values().stream()
        .mapToDouble(Double::doubleValue)
        .min();
  }

  public OptionalDouble value(Reading reading, String instance) {
    Double value = byInstance.getOrDefault(reading, Map.of()).get(instance);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
