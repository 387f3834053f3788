package switchboard.console.metrics.panel;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.metrics.MetricsSource;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.Series;

/** Reads all figures at one time from a source. Safe for use by any thread. */
public final class LiveReadings {
  private final List<Reading> readings;
  private final MetricsSource source;

  public LiveReadings(Readings readings, MetricsSource source) {
    this(readings.all(), source);
  }

  public LiveReadings(List<Reading> readings, MetricsSource source) {
    this.readings = List.copyOf(readings);
    this.source = source;
  }

  /**
   * Blocks for as long as the source does; call off the FX thread. When the source does not answer,
   * the readings after that are not asked for.
   */
  public ReadingValues refresh(Instant now) {
    Map<Reading, Map<String, Double>> values = new HashMap<>();
    Optional<String> failure = Optional.empty();
    for (Reading reading : readings) {
      switch (source.at(reading.expression(), now)) {
        case QueryResult.Values(List<Series> series) -> values.put(reading, byInstance(series));
        case QueryResult.NoData() -> values.put(reading, Map.of());
        case QueryResult.Rejected(String reason) -> failure = Optional.of(reason);
        case QueryResult.Unreachable(var cause) -> {
          return new ReadingValues(now, values, Optional.of(cause.toString()));
        }
      }
    }
    return new ReadingValues(now, values, failure);
  }

  private static Map<String, Double> byInstance(List<Series> series) {
    Map<String, Double> values = new HashMap<>();
    for (Series found : series) {
      double value = found.value(found.size() - 1);
      if (!Double.isNaN(value)) {
        values.put(found.labels().get("instance"), value);
      }
    }
    return Map.copyOf(values);
  }
}
