package switchboard.console.metrics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A chart, as data.
 *
 * @param id lower case, for settings and tests
 * @param limit drawn as a dashed line; the lowest when it differs between instances
 */
public record Panel(
    String id, String title, Unit unit, List<Query> queries, Optional<Expression> limit) {
  public Panel {
    Objects.requireNonNull(unit);
    Objects.requireNonNull(limit);
    queries = List.copyOf(queries);
    if (id.isBlank() || title.isBlank() || queries.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected an id, a title and a query in panel \"" + id + '"');
    }
  }
}
