package switchboard.console.session.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.scrape.History;
import switchboard.console.platform.Platform;
import switchboard.console.verdict.Figure;

/**
 * The current figures of each component, by name, computed on request; empty without figures. Calls
 * block for as long as the metrics' source does; any thread may make them.
 */
public final class MetricQueries {
  /** How far back they can look on every platform. */
  public static final Duration HISTORY = History.RETENTION;

  private final Platform platform;
  private final Clock clock;
  private final LiveMetrics metrics;

  public MetricQueries(Platform platform, Clock clock, LiveMetrics metrics) {
    this.platform = platform;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Each replica's share of the requests until now, in percent.
   *
   * @param span how far to look back, at most the length of the history
   */
  public Map<String, Double> balance(Duration span) {
    return now((measured, now) -> measured.balance(now, span));
  }

  /** How many requests each replica has answered since its process was started. */
  public Map<String, Double> requestCounts() {
    return now(MetricsCollector::requestCounts);
  }

  /** How many sockets each replica holds. */
  public Map<String, Double> connections() {
    return now(MetricsCollector::connections);
  }

  /**
   * What a query in PromQL answers now, its largest value when there are several; empty without a
   * Prometheus, and without a value.
   */
  public OptionalDouble query(String promql) {
    return metrics
        .measuring()
        .map(measured -> measured.query(promql, clock.instant()))
        .orElseGet(OptionalDouble::empty);
  }

  /** What the queries among figures answer now; those without an answer are not in it. */
  public Map<Figure.Query, Double> answers(List<Figure> figures) {
    var answers = new HashMap<Figure.Query, Double>();
    for (var each : figures) {
      if (each instanceof Figure.Query query) {
        query(query.promql()).ifPresent(value -> answers.put(query, value));
      }
    }
    return answers;
  }

  /**
   * The samples that the cockpit's charts and figures are made of, as they were scraped, after the
   * one instant and up to the other.
   */
  public List<Series> samples(Instant after, Instant until) {
    return metrics.measuring().map(measured -> measured.samples(after, until)).orElse(List.of());
  }

  /** From where on {@link #usage} measures, if from now. */
  public Baseline baseline() {
    return new Baseline(clock.instant(), platform.consumption());
  }

  /**
   * What each component used until now.
   *
   * @param since at most the length of the history ago
   */
  public Map<String, Usage> usage(Baseline since) {
    return now(
        (measured, now) -> measured.usage(now, platform.state(), since, platform.consumption()));
  }

  private <T> Map<String, T> now(BiFunction<MetricsCollector, Instant, Map<String, T>> figure) {
    return metrics.measuring().map(each -> figure.apply(each, clock.instant())).orElse(Map.of());
  }
}
