package switchboard.console.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import switchboard.console.fault.Verdict;
import switchboard.console.session.Snapshot;
import switchboard.console.verdict.Result;

/**
 * The verdicts that were seen, and when each was given: {@value #MAX_KEPT} at most, of which the
 * oldest that passed goes first. Any thread may call.
 */
final class KeptVerdicts {
  static final int MAX_KEPT = 100;

  private final List<Given> kept = new ArrayList<>();
  private List<Verdict> seen = List.of();
  private int leftOut;

  private record Given(Verdict verdict, Instant at) {}

  /**
   * Takes the next snapshot.
   *
   * @param since of faults that began earlier nothing is kept
   */
  synchronized void see(Snapshot snapshot, Instant since) {
    var all = snapshot.verdicts();
    // What the session forgets is always the oldest.
    var known = seen.isEmpty() ? -1 : all.lastIndexOf(seen.getLast());
    all.stream()
        .skip(known + 1L)
        .filter(verdict -> !verdict.at().isBefore(since))
        .forEach(verdict -> add(new Given(verdict, snapshot.at())));
    seen = all;
  }

  private void add(Given given) {
    if (kept.size() == MAX_KEPT) {
      var passed =
          kept.stream().filter(each -> each.verdict().result() == Result.PASSED).findFirst();
      kept.remove(passed.orElseGet(kept::getFirst));
      leftOut++;
    }
    kept.add(given);
  }

  /** In the order in which they were given. */
  synchronized List<Verdict> all() {
    return kept.stream().map(Given::verdict).toList();
  }

  /** When one was given, a second later at most; empty for one that was not seen or is not kept. */
  synchronized Optional<Instant> givenAt(Verdict verdict) {
    return kept.stream().filter(each -> each.verdict().equals(verdict)).map(Given::at).findFirst();
  }

  /** How many were seen and are not kept. */
  synchronized int leftOut() {
    return leftOut;
  }
}
