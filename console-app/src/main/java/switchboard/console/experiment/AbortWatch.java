package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Population;

/**
 * Tells when a run is to be ended. Keeps one of the users' figures for each second of the longest
 * window. Not safe for use by several threads.
 */
final class AbortWatch {
  private final List<AbortCondition> conditions;
  private final Deque<Seen> seen = new ArrayDeque<>();

  private record Seen(LoadStats figures, Instant at) {}

  AbortWatch(List<AbortCondition> conditions) {
    this.conditions = List.copyOf(conditions);
  }

  /**
   * Takes the next figures.
   *
   * @param at when they were asked for
   * @return which condition holds, and by what; empty while none does
   */
  Optional<String> observe(LoadStats figures, Instant at) {
    if (conditions.isEmpty() || (!seen.isEmpty() && !at.isAfter(seen.getLast().at()))) {
      return Optional.empty();
    }
    if (!seen.isEmpty() && !figures.continues(seen.getLast().figures())) {
      seen.clear();
    }
    seen.add(new Seen(figures, at));
    var found = conditions.stream().flatMap(each -> exceeded(each).stream()).findFirst();
    conditions.stream()
        .map(AbortCondition::window)
        .max(Duration::compareTo)
        .ifPresent(longest -> forget(at.minus(longest)));
    return found;
  }

  private Optional<String> exceeded(AbortCondition condition) {
    var last = seen.getLast();
    var from = last.at().minus(condition.window());
    return before(from)
        .flatMap(first -> condition.exceeded(Population.between(first.figures(), last.figures())));
  }

  /** The newest that is not later; empty when figures do not reach back so far. */
  private Optional<Seen> before(Instant time) {
    return seen.stream().filter(each -> !each.at().isAfter(time)).reduce((one, other) -> other);
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
