package switchboard.console.metrics.panel;

import java.util.Objects;
import switchboard.console.metrics.Expression;

/** One expression of a panel, and how its series are called. */
public record Query(Expression expression, Legend legend) {
  public Query {
    Objects.requireNonNull(expression);
    Objects.requireNonNull(legend);
  }

  static Query named(String name, Expression expression) {
    return new Query(expression, new Legend.Fixed(name));
  }

  static Query byInstance(Expression expression) {
    return new Query(expression, new Legend.ByLabel("instance"));
  }
}
