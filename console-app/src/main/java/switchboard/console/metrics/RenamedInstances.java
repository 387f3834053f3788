package switchboard.console.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A source whose {@code instance} labels are changed into the names that the console knows. Series
 * that thereby become the same, as those of a pod and of the one in its place while both are there,
 * are added up when they count what happens; of what is, such as memory or a limit, the larger is
 * taken.
 */
public final class RenamedInstances implements MetricsSource {
  private static final String INSTANCE = "instance";

  /** How Prometheus' conventions end the names of what only ever grows. */
  private static final Pattern COUNTER = Pattern.compile("_(total|count|sum|bucket)\\b");

  private final MetricsSource source;
  private final UnaryOperator<String> names;

  /**
   * @param names the console's name for a label's value; the value itself for one that it does not
   *     know
   */
  public RenamedInstances(MetricsSource source, UnaryOperator<String> names) {
    this.source = source;
    this.names = names;
  }

  @Override
  public QueryResult range(Expression expression, Instant start, Instant end, Duration step) {
    return renamed(source.range(expression, start, end, step), expression);
  }

  @Override
  public QueryResult at(Expression expression, Instant instant) {
    return renamed(source.at(expression, instant), expression);
  }

  /** Samples by the same names. */
  public SampleSource renamed(SampleSource samples) {
    return (selector, after, until) -> renamed(samples.samples(selector, after, until), selector);
  }

  private QueryResult renamed(QueryResult result, Expression expression) {
    DoubleBinaryOperator both =
        COUNTER.matcher(PromQl.render(expression)).find() ? Double::sum : Math::max;
    return result instanceof QueryResult.Values(List<Series> series)
        ? QueryResult.of(renamed(series, both))
        : result;
  }

  private List<Series> renamed(List<Series> all, DoubleBinaryOperator both) {
    Map<Labels, Series> named = new LinkedHashMap<>();
    for (Series series : all) {
      Series fresh = renamed(series);
      named.merge(fresh.labels(), fresh, (one, other) -> merged(one, other, both));
    }
    return List.copyOf(named.values());
  }

  private Series renamed(Series series) {
    String label = series.labels().get(INSTANCE);
    String name = label.isEmpty() ? label : names.apply(label);
    if (name.equals(label)) {
      return series;
    }
    Map<String, String> labels = series.labels().toMap();
    labels.put(INSTANCE, name);
    return series.labelled(Labels.of(labels));
  }

  private static Series merged(Series one, Series other, DoubleBinaryOperator both) {
    TreeMap<Long, Double> values = new TreeMap<>();
    for (Series series : List.of(one, other)) {
      for (int i = 0; i < series.size(); i++) {
        values.merge(series.timeMillis(i), series.value(i), both::applyAsDouble);
      }
    }
    long[] times = values.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] merged = values.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Series(one.labels(), times, merged);
  }
}
