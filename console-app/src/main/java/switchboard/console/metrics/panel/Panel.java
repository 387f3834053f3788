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
 * @param filled whether the area beneath its lines is tinted
 */
public record Panel(
    String id,
    String title,
    Unit unit,
    List<Query> queries,
    Optional<Expression> limit,
    Optional<Expression> strain,
    Optional<Expression> buckets,
    Headline headline,
    boolean filled) {
  public Panel {
    Objects.requireNonNull(unit);
    Objects.requireNonNull(limit);
    Objects.requireNonNull(strain);
    Objects.requireNonNull(buckets);
    Objects.requireNonNull(headline);
    queries = List.copyOf(queries);
    if (id.isBlank() || title.isBlank() || queries.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected an id, a title and a query in panel \"" + id + '"');
    }
  }

  /** One whose headline is the sum of its lines, without a limit. */
  public static Panel of(String id, String title, Unit unit, Query... queries) {
    return new Panel(
        id,
        title,
        unit,
        List.of(queries),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Headline.SUM,
        false);
  }

  /** The same with another headline. */
  public Panel headed(Headline another) {
    return new Panel(id, title, unit, queries, limit, strain, buckets, another, filled);
  }

  /** The same, whose lines are drawn against a limit. */
  public Panel limited(Expression line, Optional<Expression> held) {
    return new Panel(id, title, unit, queries, Optional.of(line), held, buckets, headline, filled);
  }

  /** The same with a histogram. */
  public Panel ofHistogram(Expression rates) {
    return new Panel(id, title, unit, queries, limit, strain, Optional.of(rates), headline, filled);
  }

  /** The same with the area beneath its lines tinted. */
  public Panel tinted() {
    return new Panel(id, title, unit, queries, limit, strain, buckets, headline, true);
  }
}
