package switchboard.console.metrics.scrape;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.Sample;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.evaluation.Evaluator;

/** Small histories for tests, with time counted in seconds from an instant that does not matter. */
public final class Histories {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Histories() {}

  public static Instant second(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  public static void put(History history, Labels series, double second, double value) {
    history.append(second(second).toEpochMilli(), List.of(new Sample(series, value)));
  }

  /** The value at that second of the only series; fails when there are none or several. */
  public static double only(History history, Expression expression, double second) {
    List<Series> series = all(history, expression, second);
    if (series.size() != 1) {
      throw new AssertionError("Expected one series, found " + series);
    }
    return series.getFirst().value(0);
  }

  public static List<Series> all(History history, Expression expression, double second) {
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
