package switchboard.console.experiment.abort;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Population;

/**
 * What users met in the newest time. Keeps one of their figures for each second of the longest time
 * that is asked for. Any thread may call.
 */
public final class RecentUsers {
  private final Duration longest;
  private final Deque<Seen> seen = new ArrayDeque<>();

  private record Seen(LoadStats figures, Instant at) {}

  /**
   * @param longest time that is asked for
   */
  public RecentUsers(Duration longest) {
    this.longest = longest;
  }

  /**
   * Takes the next figures; those that are not newer are ignored.
   *
   * @param at when they were asked for
   * @return whether they are newer
   */
  public synchronized boolean observe(LoadStats figures, Instant at) {
    if (!seen.isEmpty() && !at.isAfter(seen.getLast().at())) {
      return false;
    }
    if (!seen.isEmpty() && !figures.continues(seen.getLast().figures())) {
      seen.clear();
    }
    seen.add(new Seen(figures, at));
    forget(at.minus(longest));
    return true;
  }

  /** What they met in the newest time of this length; empty when figures do not reach so far. */
  public synchronized Optional<Population> last(Duration time) {
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    var newest = seen.getLast();
    var from = newest.at().minus(time);
    return seen.stream()
        .filter(each -> !each.at().isAfter(from))
        .reduce((one, other) -> other)
        .map(first -> Population.between(first.figures(), newest.figures()));
  }

  /** One that is older stays, for the window that begins after it. */
  private void forget(Instant time) {
    while (seen.size() > 1 && !second().at().isAfter(time)) {
      seen.removeFirst();
    }
  }

  private Seen second() {
    var each = seen.iterator();
    each.next();
    return each.next();
  }
}
