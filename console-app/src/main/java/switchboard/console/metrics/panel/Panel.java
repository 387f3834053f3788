package switchboard.console.metrics.panel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.metrics.Expression;
import switchboard.console.text.Unit;

/**
 * A chart, as data.
 *
 * @param id lower case, for settings and tests
 * @param limit drawn as a dashed line; the lowest when it differs between instances
 * @param strain the share in per cent of the time in which the limit held an instance back; the
 *     highest when it differs between instances
 * @param buckets rates of a histogram's cumulative buckets, one series for each {@code le}, of what
 *     the queries are percentiles of
 */
public record Panel(
    String id,
    String title,
    Unit unit,
    List<Query> queries,
    Optional<Expression> limit,
    Optional<Expression> strain,
    Optional<Expression> buckets) {
  public Panel {
    Objects.requireNonNull(unit);
    Objects.requireNonNull(limit);
    Objects.requireNonNull(strain);
    Objects.requireNonNull(buckets);
    queries = List.copyOf(queries);
    if (id.isBlank() || title.isBlank() || queries.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected an id, a title and a query in panel \"" + id + '"');
    }
  }

  /** One without a histogram. */
  public Panel(
      String id,
      String title,
      Unit unit,
      List<Query> queries,
      Optional<Expression> limit,
      Optional<Expression> strain) {
    this(id, title, unit, queries, limit, strain, Optional.empty());
  }
}
