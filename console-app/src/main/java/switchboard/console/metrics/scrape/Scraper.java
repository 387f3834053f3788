package switchboard.console.metrics.scrape;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;

/**
 * Reads the metrics of a changing set of targets into a {@link History}, as a Prometheus would:
 * {@code up} and {@code scrape_duration_seconds} per target, stale marks when a scrape fails, a
 * series vanishes or a target goes.
 *
 * <p>Each target has a virtual thread of its own, so a slow one delays no other, and its next
 * scrape begins only when the last has ended. Scrapes begin at whole multiples of the interval
 * after the target came; those missed are left out, so there is no drift. Safe for use by any
 * thread.
 */
public final class Scraper implements AutoCloseable {
  private final History history;
  private final OkHttpClient client;
  private final Duration interval;
  private final Predicate<String> keep;
  private final InstantSource clock;
  private final Map<Target, ScrapeLoop> loops = new HashMap<>();
  private boolean closed;

  /**
   * Starts nothing; see {@link #targets}.
   *
   * @param interval between scrapes; a scrape that takes longer than nine tenths of it has failed
   * @param keep names of the metrics to keep, {@code _bucket}, {@code _count} and {@code _sum}
   *     included
   */
  public Scraper(
      History history,
      OkHttpClient client,
      Duration interval,
      Predicate<String> keep,
      InstantSource clock) {
    if (interval.toMillis() < 10) {
      throw new IllegalArgumentException(
          "Expected an interval of 10 ms or more, found " + interval);
    }
    this.history = history;
    this.client =
        client
            .newBuilder()
            .callTimeout(interval.multipliedBy(9).dividedBy(10))
            .followRedirects(false)
            .build();
    this.interval = interval;
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * From now on scrapes these and no others. Idempotent; waits for a scrape under way of a target
   * that goes to be cut off.
   */
  public synchronized void targets(Collection<Target> wanted) {
    if (closed) {
      throw new IllegalStateException("The scraper is closed");
    }
    Set<Target> gone = new HashSet<>(loops.keySet());
    gone.removeAll(wanted);
    end(gone);
    for (Target target : wanted) {
      loops.computeIfAbsent(
          target,
          _ -> new ScrapeLoop(new Scrape(target, client, history, keep, clock), interval).start());
    }
  }

  /** Ends every scrape and marks all series as ended. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    end(Set.copyOf(loops.keySet()));
  }

  private void end(Set<Target> gone) {
    gone.forEach(target -> loops.get(target).interrupt());
    gone.forEach(target -> loops.remove(target).join());
  }
}
