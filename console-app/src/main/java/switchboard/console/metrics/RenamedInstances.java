package switchboard.console.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A source whose {@code instance} labels are changed into the names that the console knows. Series
 * that thereby become the same, as those of a pod and of the one in its place, are added up: each
 * has what it has only for as long as it is there.
 */
public final class RenamedInstances implements MetricsSource {
  private static final String INSTANCE = "instance";

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
    return renamed(source.range(expression, start, end, step));
  }

  @Override
  public QueryResult at(Expression expression, Instant instant) {
    return renamed(source.at(expression, instant));
  }

  private QueryResult renamed(QueryResult result) {
    return result instanceof QueryResult.Values(List<Series> series)
        ? QueryResult.of(renamed(series))
        : result;
  }

  private List<Series> renamed(List<Series> all) {
    Map<Labels, Series> named = new LinkedHashMap<>();
    for (Series series : all) {
      Series fresh = renamed(series);
      named.merge(fresh.labels(), fresh, RenamedInstances::sum);
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

  private static Series sum(Series one, Series other) {
    TreeMap<Long, Double> values = new TreeMap<>();
    for (Series series : List.of(one, other)) {
      for (int i = 0; i < series.size(); i++) {
        values.merge(series.timeMillis(i), series.value(i), Double::sum);
      }
    }
    long[] times = values.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] sums = values.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Series(one.labels(), times, sums);
  }
}
