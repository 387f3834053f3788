package switchboard.console.metrics.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Expression.Difference;
import switchboard.console.metrics.Expression.OrElse;
import switchboard.console.metrics.Expression.Quantile;
import switchboard.console.metrics.Expression.Rate;
import switchboard.console.metrics.Expression.Ratio;
import switchboard.console.metrics.Expression.Scale;
import switchboard.console.metrics.Expression.Selector;
import switchboard.console.metrics.Expression.SumBy;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.TimeSteps;
import switchboard.console.metrics.scrape.History;

/** One evaluation of one expression over all steps of a range, a column per series. */
record Evaluation(History history, TimeSteps steps) {
  /** Prometheus' default {@code --query.lookback-delta}. */
  static final Duration LOOKBACK = Duration.ofMinutes(5);

  Collection<Column> evaluate(Expression expression) {
    return switch (expression) {
      case Selector selector -> latest(selector);
      case Rate(Selector counter, Duration window) -> rate(counter, window.toMillis());
      case SumBy(Expression of, List<String> labels) -> sum(evaluate(of), labels);
      case Scale(Expression of, double factor) -> scale(evaluate(of), factor);
      case Ratio(Expression numerator, Expression denominator) ->
          pairwise(evaluate(numerator), evaluate(denominator), (a, b) -> a / b);
      case Difference(Expression left, Expression right) ->
          pairwise(evaluate(left), evaluate(right), (a, b) -> a - b);
      case OrElse(Expression first, Expression second) -> orElse(evaluate(first), evaluate(second));
      case Quantile(double quantile, Expression buckets) -> quantile(quantile, evaluate(buckets));
    };
  }

  private List<Column> latest(Selector selector) {
    long lookback = LOOKBACK.toMillis();
    List<Column> columns = new ArrayList<>();
    for (Series samples :
        history.select(selector, steps.startMillis() - lookback, steps.endMillis())) {
      Column column = Column.empty(samples.labels(), steps.count());
      int next = 0;
      for (int step = 0; step < steps.count(); step++) {
        long now = steps.millis(step);
        while (next < samples.size() && samples.timeMillis(next) <= now) {
          next++;
        }
        if (next > 0 && samples.timeMillis(next - 1) > now - lookback) {
          column.values().set(step, samples.value(next - 1));
        }
      }
      columns.add(column);
    }
    return columns;
  }

  private List<Column> rate(Selector counter, long windowMillis) {
    List<Column> columns = new ArrayList<>();
    for (Series samples :
        history.select(counter, steps.startMillis() - windowMillis, steps.endMillis())) {
      Column column = Column.empty(samples.labels().without(Labels.NAME), steps.count());
      int first = 0;
      for (int step = 0; step < steps.count(); step++) {
        long now = steps.millis(step);
        while (first < samples.size() && samples.timeMillis(first) <= now - windowMillis) {
          first++;
        }
        column.values().set(step, CounterRate.at(samples, first, now, windowMillis));
      }
      columns.add(column);
    }
    return columns;
  }

  private Collection<Column> sum(Collection<Column> of, List<String> labels) {
    Map<Labels, Column> groups = new LinkedHashMap<>();
    for (Column column : of) {
      Column group =
          groups.computeIfAbsent(
              column.labels().only(labels), key -> Column.empty(key, steps.count()));
      for (int step = 0; step < steps.count(); step++) {
        if (column.values().has(step)) {
          group.values().add(step, column.values().get(step));
        }
      }
    }
    return groups.values();
  }

  private List<Column> scale(Collection<Column> of, double factor) {
    List<Column> scaled = new ArrayList<>();
    for (Column column : of) {
      Column result = Column.empty(column.labels().without(Labels.NAME), steps.count());
      for (int step = 0; step < steps.count(); step++) {
        if (column.values().has(step)) {
          result.values().set(step, column.values().get(step) * factor);
        }
      }
      scaled.add(result);
    }
    return scaled;
  }

  /** One to one, on all labels but the name; a series without a partner gives nothing. */
  private List<Column> pairwise(
      Collection<Column> left, Collection<Column> right, DoubleBinaryOperator operator) {
    Map<Labels, Column> partners = byLabels(right);
    List<Column> results = new ArrayList<>();
    byLabels(left)
        .forEach(
            (labels, one) -> {
              Column other = partners.get(labels);
              if (other == null) {
                return;
              }
              Column result = Column.empty(labels, steps.count());
              for (int step = 0; step < steps.count(); step++) {
                if (one.values().has(step) && other.values().has(step)) {
                  result
                      .values()
                      .set(
                          step,
                          operator.applyAsDouble(one.values().get(step), other.values().get(step)));
                }
              }
              results.add(result);
            });
    return results;
  }

  /** Step by step: a series of the second shows wherever the first has none with its labels. */
  private Collection<Column> orElse(Collection<Column> first, Collection<Column> second) {
    Map<Labels, Column> results = new LinkedHashMap<>(byLabels(first));
    byLabels(second)
        .forEach(
            (labels, column) -> {
              Column result = results.putIfAbsent(labels, column);
              for (int step = 0; result != null && step < steps.count(); step++) {
                if (!result.values().has(step)) {
                  result.values().set(step, column.values().get(step));
                }
              }
            });
    return results.values();
  }

  private List<Column> quantile(double quantile, Collection<Column> buckets) {
    Map<Labels, List<Column>> histograms = new LinkedHashMap<>();
    for (Column bucket : buckets) {
      if (!Double.isNaN(bound(bucket))) {
        histograms
            .computeIfAbsent(bucket.labels().without(Labels.NAME, "le"), _ -> new ArrayList<>())
            .add(bucket);
      }
    }
    List<Column> results = new ArrayList<>();
    histograms.forEach(
        (labels, histogram) -> {
          Column result = Column.empty(labels, steps.count());
          for (int step = 0; step < steps.count(); step++) {
            int now = step;
            List<Column> present =
                histogram.stream().filter(bucket -> bucket.values().has(now)).toList();
            if (!present.isEmpty()) {
              result.values().set(step, quantileAt(quantile, present, step));
            }
          }
          results.add(result);
        });
    return results;
  }

  private static double quantileAt(double quantile, List<Column> buckets, int step) {
    double[] bounds = new double[buckets.size()];
    double[] counts = new double[buckets.size()];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = bound(buckets.get(i));
      counts[i] = buckets.get(i).values().get(step);
    }
    return HistogramQuantile.ofUnsorted(quantile, bounds, counts);
  }

  private static double bound(Column bucket) {
    return HistogramQuantile.bound(bucket.labels());
  }

  private static Map<Labels, Column> byLabels(Collection<Column> columns) {
    Map<Labels, Column> found = new LinkedHashMap<>();
    for (Column column : columns) {
      Labels labels = column.labels().without(Labels.NAME);
      if (found.put(labels, column) != null) {
        throw new AmbiguousMatch(labels);
      }
    }
    return found;
  }
}
