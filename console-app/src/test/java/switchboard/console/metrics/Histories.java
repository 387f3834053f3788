package switchboard.console.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Small histories for tests, with time counted in seconds from an instant that does not matter. */
final class Histories {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Histories() {}

  static Instant second(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  static void put(History history, Labels series, double second, double value) {
    history.append(second(second).toEpochMilli(), List.of(new Sample(series, value)));
  }

  /** The value at that second of the only series; fails when there are none or several. */
  static double only(History history, Expression expression, double second) {
    List<Series> series = all(history, expression, second);
    if (series.size() != 1) {
      throw new AssertionError("Expected one series, found " + series);
    }
    return series.getFirst().value(0);
  }

  static List<Series> all(History history, Expression expression, double second) {
    QueryResult result =
        new Evaluator(history)
            .range(expression, second(second), second(second), Duration.ofSeconds(1));
    return switch (result) {
      case QueryResult.Values(List<Series> series) -> series;
      case QueryResult.NoData() -> List.of();
      case QueryResult.Rejected _, QueryResult.Unreachable _ -> throw new AssertionError(result);
    };
  }
}
