package switchboard.console.metrics;

import java.time.Instant;

/** Where the samples of series are: a Prometheus, or the console's own scrapes. */
@FunctionalInterface
public interface SampleSource {
  /**
   * The samples as they were scraped or recorded, each at its own time, after the one instant and
   * up to the other; a series' end is no sample. Blocks; call off the FX thread.
   */
  QueryResult samples(Expression.Selector selector, Instant after, Instant until);
}
