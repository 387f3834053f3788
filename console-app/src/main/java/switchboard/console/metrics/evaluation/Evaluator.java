package switchboard.console.metrics.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.MetricsSource;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.SampleSource;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.TimeSteps;
import switchboard.console.metrics.scrape.History;
import switchboard.console.metrics.scrape.Stale;

/**
 * Evaluates expressions over the console's own scrapes, with the answers that a Prometheus (3.x)
 * would give over the same samples: lookback of five minutes, stale marks, extrapolated rates,
 * interpolated quantiles. Safe for use by any thread.
 */
public final class Evaluator implements MetricsSource, SampleSource {
  private final History history;

  public Evaluator(History history) {
    this.history = history;
  }

  /** Never {@link QueryResult.Unreachable}. */
  @Override
  public QueryResult range(Expression expression, Instant start, Instant end, Duration step) {
    TimeSteps steps = TimeSteps.of(start, end, step);
    try {
      List<Series> series =
          new Evaluation(history, steps)
              .evaluate(expression).stream()
                  .map(column -> column.toSeries(steps))
                  .filter(found -> found.size() > 0)
                  .toList();
      return QueryResult.of(series);
    } catch (AmbiguousMatch e) {
      return new QueryResult.Rejected(e.getMessage());
    }
  }

  /** Never {@link QueryResult.Unreachable}. */
  @Override
  public QueryResult samples(Expression.Selector selector, Instant after, Instant until) {
    return QueryResult.of(
        history.select(selector, after.toEpochMilli(), until.toEpochMilli()).stream()
            .map(Evaluator::withoutMarks)
            .filter(found -> found.size() > 0)
            .toList());
  }

  private static Series withoutMarks(Series series) {
    var kept = IntStream.range(0, series.size()).filter(i -> !Stale.is(series.value(i))).toArray();
    return new Series(
        series.labels(),
        Arrays.stream(kept).mapToLong(series::timeMillis).toArray(),
        Arrays.stream(kept).mapToDouble(series::value).toArray());
  }
}
