package switchboard.console.metrics.panel;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import switchboard.console.metrics.Expression;

/** Which metrics expressions read, so that a scraper keeps these and no others. */
public final class MetricNames {
  private MetricNames() {}

  /** What these panels and readings read. */
  public static Set<String> readBy(Panels panels, Readings readings) {
    Set<String> names = new TreeSet<>();
    for (Panel panel : panels.all()) {
      panel.queries().forEach(query -> collect(query.expression(), names));
      panel.limit().ifPresent(limit -> collect(limit, names));
      panel.strain().ifPresent(strain -> collect(strain, names));
      panel.buckets().ifPresent(buckets -> collect(buckets, names));
    }
    readings.all().forEach(reading -> collect(reading.expression(), names));
    return names;
  }

  /** The same of any expressions. */
  public static Set<String> readBy(Collection<Expression> expressions) {
    Set<String> names = new TreeSet<>();
    expressions.forEach(expression -> collect(expression, names));
    return names;
  }

  private static void collect(Expression expression, Set<String> names) {
    switch (expression) {
      case Expression.Selector selector -> names.add(selector.metric());
      case Expression.Rate rate -> collect(rate.counter(), names);
      case Expression.SumBy sum -> collect(sum.of(), names);
      case Expression.Scale scale -> collect(scale.of(), names);
      case Expression.Quantile quantile -> collect(quantile.buckets(), names);
      case Expression.Ratio(Expression left, Expression right) -> collect(left, right, names);
      case Expression.Difference(Expression left, Expression right) -> collect(left, right, names);
      case Expression.OrElse(Expression left, Expression right) -> collect(left, right, names);
    }
  }

  private static void collect(Expression left, Expression right, Set<String> names) {
    collect(left, names);
    collect(right, names);
  }
}
