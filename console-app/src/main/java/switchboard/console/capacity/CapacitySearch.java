package switchboard.console.capacity;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.capacity.TrialResult.Kind;

/**
 * Looks for a capacity: doubles the load until a window does not pass, halves what lies between
 * until the ends are close, and has each end confirmed by further windows. A window that disagrees
 * moves its end, outwards only: so the ends are loads whose windows all agree, and what lies
 * between is as wide as the measurement is noisy. What to try next follows from the windows there
 * were, and from nothing else.
 *
 * <p>An undecided window is repeated once, longer; if it still does not decide, it counts as not
 * passed. One that the simulator or the machine limited is repeated once, too.
 */
public final class CapacitySearch {
  private final SearchRange range;
  private final LoadTrial trial;
  private final BiConsumer<TrialRecord, Bracket> told;
  private final NavigableMap<Integer, Tally> tallies = new TreeMap<>();
  private Optional<Failure> failure = Optional.empty();
  private boolean aborted;

  private CapacitySearch(
      SearchRange range, LoadTrial trial, BiConsumer<TrialRecord, Bracket> told) {
    this.range = range;
    this.trial = trial;
    this.told = told;
  }

  /**
   * Blocks until it is found, or a trial was aborted: then it is what was known until then.
   *
   * @param told receives each trial, and the bracket as it is known then
   * @return a failure when a trial could not be carried out
   */
  public static Outcome<Bracket> find(
      SearchRange range, LoadTrial trial, BiConsumer<TrialRecord, Bracket> told)
      throws IOException, InterruptedException {
    var search = new CapacitySearch(range, trial, told);
    search.run();
    return search.failure.isPresent()
        ? Outcome.failed(search.failure.get())
        : Outcome.done(search.bracket());
  }

  private void run() throws IOException, InterruptedException {
    var next = nextBelow();
    while (next.isPresent() && window(next.getAsInt())) {
      next = nextBelow();
    }
    if (isOver()) {
      return;
    }
    // It is only now that it is known what passes, so that upper windows go on from there.
    next = nextAbove();
    while (next.isPresent() && window(next.getAsInt())) {
      next = nextAbove();
    }
  }

  private boolean isOver() {
    return aborted || failure.isPresent();
  }

  /** What has to be tried for the lower end; empty when that is settled. */
  private OptionalInt nextBelow() {
    if (tallies.isEmpty()) {
      return OptionalInt.of(range.first());
    }
    var refused = refused();
    if (lower().isEmpty()) {
      int smallest = refused.orElseThrow();
      return smallest == range.least()
          ? OptionalInt.empty()
          : OptionalInt.of(Math.max(range.least(), smallest / 2));
    }
    int passed = lower().get();
    if (refused.isEmpty() && passed < range.most()) {
      return OptionalInt.of(upTo(2L * passed));
    }
    if (refused.isPresent() && isFarFrom(passed, refused.get())) {
      return OptionalInt.of(middle(passed, refused.get()));
    }
    return tallies.get(passed).passed() < SearchRange.WINDOWS
        ? OptionalInt.of(passed)
        : OptionalInt.empty();
  }

  /** What has to be tried for the upper end; empty when that is settled. */
  private OptionalInt nextAbove() {
    var passed = largestPassed();
    if (upper().isEmpty()) {
      int largest = passed.orElseThrow();
      return largest == range.most()
          ? OptionalInt.empty()
          : OptionalInt.of(upTo((long) largest + step(largest)));
    }
    int failed = upper().get();
    if (passed.isPresent() && isFarFrom(passed.get(), failed)) {
      return OptionalInt.of(middle(passed.get(), failed));
    }
    return tallies.get(failed).notPassed() < SearchRange.WINDOWS
        ? OptionalInt.of(failed)
        : OptionalInt.empty();
  }

  /** The largest load below all at which a window did not pass. */
  private Optional<Integer> lower() {
    var refused = refused();
    return Optional.ofNullable(
        refused.isPresent() ? tallies.lowerKey(refused.get()) : key(tallies.lastEntry()));
  }

  /** The smallest load above all at which a window passed. */
  private Optional<Integer> upper() {
    var passed = largestPassed();
    return Optional.ofNullable(
        passed.isPresent() ? tallies.higherKey(passed.get()) : key(tallies.firstEntry()));
  }

  private static Integer key(Map.Entry<Integer, Tally> entry) {
    return entry == null ? null : entry.getKey();
  }

  /** Each load that failed first and passed then doubles it. */
  private int step(int from) {
    var misled = tallies.values().stream().filter(Tally::isUneven).count();
    return Math.min(from, SearchRange.gap(from) << Math.clamp(misled - 1, 0, 4));
  }

  private int upTo(long wanted) {
    return (int) Math.min(range.most(), wanted);
  }

  private static boolean isFarFrom(int lower, int upper) {
    return upper - lower > SearchRange.gap(upper);
  }

  private static int middle(int lower, int upper) {
    return lower + (upper - lower) / 2;
  }

  /** The smallest load at which a window did not pass. */
  private Optional<Integer> refused() {
    return tallies.entrySet().stream()
        .filter(each -> each.getValue().notPassed() > 0)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The largest load at which a window passed. */
  private Optional<Integer> largestPassed() {
    return tallies.descendingMap().entrySet().stream()
        .filter(each -> each.getValue().passed() > 0)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Tries a load once more, and tells whether the search goes on. */
  private boolean window(int load) throws IOException, InterruptedException {
    var result = attempt(load, false, false);
    if (result.isPresent()) {
      result =
          switch (result.get().kind()) {
            case UNDECIDED -> attempt(load, true, true);
            case LIMITED -> attempt(load, false, true);
            case PASSED, MISSED, ABORTED -> result;
          };
    }
    if (result.isEmpty() || result.get().kind() == Kind.ABORTED) {
      aborted = result.isPresent();
      return false;
    }
    return true;
  }

  private Optional<TrialResult> attempt(int load, boolean longer, boolean repeated)
      throws IOException, InterruptedException {
    switch (trial.at(load, longer)) {
      case Outcome.Failed<TrialResult>(Failure why) -> {
        failure = Optional.of(why);
        return Optional.empty();
      }
      case Outcome.Done<TrialResult>(TrialResult result) -> {
        var windows = Optional.ofNullable(tallies.get(load)).map(Tally::size).orElse(0);
        if (counts(result.kind(), repeated)) {
          tallies.computeIfAbsent(load, each -> new Tally()).add(result);
        }
        told.accept(new TrialRecord(load, windows + 1, repeated, result), bracket());
        return Optional.of(result);
      }
    }
  }

  /** One that is to be repeated does not count. */
  private static boolean counts(Kind kind, boolean repeated) {
    return switch (kind) {
      case PASSED, MISSED -> true;
      case UNDECIDED, LIMITED -> repeated;
      case ABORTED -> false;
    };
  }

  private Bracket bracket() {
    var upper = upper().map(tallies::get);
    return new Bracket(
        whole(lower()),
        whole(upper()),
        upper.map(CapacitySearch::end).orElseGet(this::openEnd),
        upper.flatMap(Tally::cause),
        upper.filter(Tally::isUndecided).isPresent(),
        tallies.entrySet().stream()
            .filter(each -> each.getValue().isUneven())
            .map(
                each ->
                    new Bracket.Uneven(
                        each.getKey(), each.getValue().passed(), each.getValue().size()))
            .toList(),
        !isOver() && nextBelow().isEmpty() && nextAbove().isEmpty());
  }

  private static Bracket.End end(Tally upper) {
    if (upper.isLimited()) {
      return Bracket.End.LIMITED;
    }
    return upper.isMissed() ? Bracket.End.MISSED : Bracket.End.UNDECIDED;
  }

  private Bracket.End openEnd() {
    return largestPassed().filter(load -> load == range.most()).isPresent()
        ? Bracket.End.MAXIMUM
        : Bracket.End.UNKNOWN;
  }

  private static OptionalInt whole(Optional<Integer> load) {
    return load.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
