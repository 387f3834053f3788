package switchboard.console.metrics.panel;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import switchboard.console.metrics.Expression;

/** Which metrics expressions read, so that a scraper keeps these and no others. */
public final class MetricNames {
  private MetricNames() {}

  /** What these panels and readings read. */
  public static Set<String> readBy(Panels panels, Readings readings) {
    return names(selectors(panels, readings));
  }

  /** The same, with the labels by which it is chosen. */
  public static Set<Expression.Selector> selectors(Panels panels, Readings readings) {
    Set<Expression.Selector> selectors = new LinkedHashSet<>();
    for (Panel panel : panels.all()) {
      panel.queries().forEach(query -> collect(query.expression(), selectors));
      panel.limit().ifPresent(limit -> collect(limit, selectors));
      panel.strain().ifPresent(strain -> collect(strain, selectors));
      panel.buckets().ifPresent(buckets -> collect(buckets, selectors));
    }
    readings.all().forEach(reading -> collect(reading.expression(), selectors));
    return selectors;
  }

  /** What any expressions read. */
  public static Set<String> readBy(Collection<Expression> expressions) {
    Set<Expression.Selector> selectors = new LinkedHashSet<>();
    expressions.forEach(expression -> collect(expression, selectors));
    return names(selectors);
  }

  private static Set<String> names(Set<Expression.Selector> selectors) {
    return selectors.stream()
        .map(Expression.Selector::metric)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void collect(Expression expression, Set<Expression.Selector> selectors) {
    switch (expression) {
      case Expression.Selector selector -> selectors.add(selector);
      case Expression.Rate rate -> collect(rate.counter(), selectors);
      case Expression.SumBy sum -> collect(sum.of(), selectors);
      case Expression.Scale scale -> collect(scale.of(), selectors);
      case Expression.Quantile quantile -> collect(quantile.buckets(), selectors);
      case Expression.Ratio(Expression left, Expression right) -> collect(left, right, selectors);
      case Expression.Difference(Expression left, Expression right) ->
          collect(left, right, selectors);
      case Expression.OrElse(Expression left, Expression right) -> collect(left, right, selectors);
    }
  }

  private static void collect(
      Expression left, Expression right, Set<Expression.Selector> selectors) {
    collect(left, selectors);
    collect(right, selectors);
  }
}
