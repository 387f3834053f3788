package switchboard.console.sweep.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Bisects one axis at a time, from the largest configuration; then races what may still be cheaper:
 * the trial that, whichever way it ends, leaves the fewest of them. That more of anything is never
 * worse saves the trials of what follows from others.
 */
record Adaptive(long seed) implements SweepSearch {
  @Override
  public Optional<Configuration> next(Trials soFar) {
    var largest = soFar.space().largest();
    if (soFar.standing(largest) == Trials.Standing.OPEN && soFar.cheapest().isEmpty()) {
      return Optional.of(largest);
    }
    if (soFar.cheapest().isEmpty()) {
      return Optional.empty();
    }
    return bisect(largest, soFar).or(() -> race(soFar)).or(() -> Certification.next(soFar));
  }

  private Optional<Configuration> bisect(Configuration from, Trials soFar) {
    var best = from;
    for (var axis : SweepSearch.shuffled(List.of(Axis.values()), seed)) {
      var fails = -1;
      var passes = soFar.space().index(axis, best);
      while (passes - fails > 1) {
        var middle = (fails + passes) >>> 1;
        var tried = soFar.space().at(axis, middle, best);
        if (isOpen(tried, soFar)) {
          return Optional.of(tried);
        }
        if (soFar.mustPass(tried) && !soFar.mustFail(tried)) {
          passes = middle;
        } else {
          fails = middle;
        }
      }
      best = soFar.space().at(axis, passes, best);
    }
    return Optional.empty();
  }

  /** Whether a trial would say something that does not follow from others. */
  private static boolean isOpen(Configuration one, Trials soFar) {
    return soFar.standing(one) == Trials.Standing.OPEN
        && !soFar.mustFail(one)
        && !soFar.mustPass(one);
  }

  private Optional<Configuration> race(Trials soFar) {
    var best = soFar.cost(soFar.cheapest().orElseThrow());
    var cheaper =
        SweepSearch.shuffled(soFar.space().all(), seed).stream()
            .filter(each -> soFar.cost(each) < best && isOpen(each, soFar))
            .toList();
    return cheaper.stream().min(Comparator.comparingLong(each -> left(each, cheaper, soFar)));
  }

  /** How many are left in the worse case. */
  private static long left(Configuration tried, List<Configuration> cheaper, Trials soFar) {
    var whenItFails = cheaper.stream().filter(each -> !each.isWithin(tried)).count();
    var whenItPasses =
        cheaper.stream().filter(each -> soFar.cost(each) < soFar.cost(tried)).count();
    return Math.max(whenItFails, whenItPasses);
  }
}
