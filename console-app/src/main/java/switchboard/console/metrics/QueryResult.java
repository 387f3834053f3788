package switchboard.console.metrics;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** What came of a query. */
public sealed interface QueryResult {

  /** At least one series, each with at least one point. */
  record Values(List<Series> series) implements QueryResult {
    public Values {
      series = List.copyOf(series);
      if (series.isEmpty()) {
        throw new IllegalArgumentException("Expected a series; without one the result is NoData");
      }
    }
  }

  /** The source answered, and has nothing for this expression at this time. */
  record NoData() implements QueryResult {}

  /**
   * The source answered that it cannot evaluate this, or with something that is not an answer:
   * asking again will not help.
   */
  record Rejected(String reason) implements QueryResult {
    public Rejected {
      Objects.requireNonNull(reason);
    }
  }

  /** The source did not answer, or not as itself: it may the next time. */
  record Unreachable(IOException cause) implements QueryResult {
    public Unreachable {
      Objects.requireNonNull(cause);
    }
  }

  static QueryResult of(List<Series> series) {
    return series.isEmpty() ? new NoData() : new Values(series);
  }
}
