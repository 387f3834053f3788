package switchboard.console.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import switchboard.console.metrics.evaluation.Evaluator;

/**
 * What a panel or a figure shows: the small part of PromQL that the console needs, typed. {@link
 * PromQl} renders it, {@link Evaluator} evaluates it; both mean the same.
 */
public sealed interface Expression {

  /**
   * The latest value of each series of a metric that is not older than five minutes and has not
   * ended.
   */
  record Selector(String metric, List<LabelMatcher> matchers) implements Expression {
    public Selector {
      if (!metric.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")) {
        throw new IllegalArgumentException("Not a metric name: " + metric);
      }
      matchers = List.copyOf(matchers);
    }
  }

  /** The increase of a counter per second over the window before each instant. */
  record Rate(Selector counter, Duration window) implements Expression {
    public Rate {
      Objects.requireNonNull(counter);
      positive(window);
    }
  }

  /** The sum of all series that share these labels' values; no labels: the sum of all. */
  record SumBy(Expression of, List<String> labels) implements Expression {
    public SumBy {
      Objects.requireNonNull(of);
      labels = List.copyOf(labels);
    }
  }

  /**
   * Left divided by right, series with equal labels; 0/0 is NaN, which is a value and not a gap.
   */
  record Ratio(Expression numerator, Expression denominator) implements Expression {
    public Ratio {
      Objects.requireNonNull(numerator);
      Objects.requireNonNull(denominator);
    }
  }

  /** Left minus right, series with equal labels. */
  record Difference(Expression left, Expression right) implements Expression {
    public Difference {
      Objects.requireNonNull(left);
      Objects.requireNonNull(right);
    }
  }

  /** Each value times a factor. */
  record Scale(Expression of, double factor) implements Expression {
    public Scale {
      Objects.requireNonNull(of);
      if (!Double.isFinite(factor)) {
        throw new IllegalArgumentException("Expected a finite factor, found " + factor);
      }
    }
  }

  /**
   * The first, and those series of the second whose labels the first does not have. With a second
   * of zeros that exist only while their source does, "none of this kind yet" is zero, and "no
   * data" stays no data.
   */
  record OrElse(Expression first, Expression second) implements Expression {
    public OrElse {
      Objects.requireNonNull(first);
      Objects.requireNonNull(second);
    }
  }

  /**
   * The quantile, 0 to 1, of a classic histogram given as (rates of) its buckets, which carry the
   * label {@code le}.
   */
  record Quantile(double quantile, Expression buckets) implements Expression {
    public Quantile {
      Objects.requireNonNull(buckets);
      if (!(quantile >= 0 && quantile <= 1)) {
        throw new IllegalArgumentException("Expected a quantile from 0 to 1, found " + quantile);
      }
    }
  }

  static Selector metric(String name, LabelMatcher... matchers) {
    return new Selector(name, List.of(matchers));
  }

  static Expression sum(Expression of) {
    return new SumBy(of, List.of());
  }

  private static void positive(Duration window) {
    if (window.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "Expected a window of a millisecond or more, found " + window);
    }
  }
}
