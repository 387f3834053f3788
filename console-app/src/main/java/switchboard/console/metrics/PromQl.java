package switchboard.console.metrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import switchboard.console.metrics.Expression.Difference;
import switchboard.console.metrics.Expression.OrElse;
import switchboard.console.metrics.Expression.Quantile;
import switchboard.console.metrics.Expression.Rate;
import switchboard.console.metrics.Expression.Ratio;
import switchboard.console.metrics.Expression.Scale;
import switchboard.console.metrics.Expression.Selector;
import switchboard.console.metrics.Expression.SumBy;

/** An expression in Prometheus' query language, understood by Prometheus 2.x and 3.x alike. */
public final class PromQl {
  private PromQl() {}

  public static String render(Expression expression) {
    return switch (expression) {
      case Selector selector -> selector(selector);
      case Rate(Selector counter, Duration window) -> "rate(" + render(counter, window) + ")";
      case SumBy(Expression of, List<String> labels) when labels.isEmpty() ->
          "sum(" + render(of) + ")";
      case SumBy(Expression of, List<String> labels) ->
          "sum by (" + String.join(", ", labels) + ") (" + render(of) + ")";
      case Ratio(Expression numerator, Expression denominator) ->
          binary(numerator, "/", denominator);
      case Difference(Expression left, Expression right) -> binary(left, "-", right);
      case Scale(Expression of, double factor) -> operand(of) + " * " + number(factor);
      case OrElse(Expression first, Expression second) -> binary(first, "or", second);
      case Quantile(double quantile, Expression buckets) ->
          "histogram_quantile(" + number(quantile) + ", " + render(buckets) + ")";
    };
  }

  private static String binary(Expression left, String operator, Expression right) {
    return operand(left) + " " + operator + " " + operand(right);
  }

  private static String operand(Expression expression) {
    return switch (expression) {
      case Ratio _, Difference _, Scale _, OrElse _ -> "(" + render(expression) + ")";
      case Selector _, Rate _, SumBy _, Quantile _ -> render(expression);
    };
  }

  /** The samples of the time before an instant, as a range vector. */
  static String render(Selector selector, Duration window) {
    return selector(selector) + "[" + duration(window) + "]";
  }

  private static String selector(Selector selector) {
    if (selector.matchers().isEmpty()) {
      return selector.metric();
    }
    return selector.matchers().stream()
        .map(matcher -> matcher.label() + matcher.kind().sign() + quoted(matcher.value()))
        .collect(Collectors.joining(",", selector.metric() + "{", "}"));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String duration(Duration window) {
    long millis = window.toMillis();
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /** Java's shortest form of a double reads back as the same double in Go. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
