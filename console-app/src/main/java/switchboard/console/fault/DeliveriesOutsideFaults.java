package switchboard.console.fault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import switchboard.console.load.Distribution;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Population;

/**
 * How long deliveries took outside faults. Built from the differences between statistics taken
 * about once a second: a difference counts when no fault was open in any part of it, from its
 * beginning until {@link FaultRun#SETTLING} after its recovery. Any thread may call.
 */
public final class DeliveriesOutsideFaults {
  private Distribution outside = Distribution.NONE;
  private boolean known = true;
  private Optional<LoadStats> last = Optional.empty();
  private Instant lastAt = Instant.EPOCH;
  private boolean faults;

  /** Begins afresh: what was delivered before these figures does not count. */
  public synchronized void begin(LoadStats figures, Instant at) {
    outside = Distribution.NONE;
    known = true;
    faults = false;
    last = Optional.of(figures);
    lastAt = at;
  }

  /**
   * Takes the next figures.
   *
   * @param judging the faults whose verdict is not out yet
   * @param at when the figures were asked for
   */
  public synchronized void observe(LoadStats figures, List<PendingVerdict> judging, Instant at) {
    if (last.isEmpty() || at.isBefore(lastAt)) {
      return;
    }
    var open = judging.stream().anyMatch(each -> each.isOpen(lastAt));
    faults |= open;
    if (!open && figures.continues(last.get())) {
      add(last.get(), figures);
    }
    last = Optional.of(figures);
    lastAt = at;
  }

  private void add(LoadStats from, LoadStats until) {
    var more = Population.times(from.deliveryMillis(), until.deliveryMillis());
    known &= more.isPresent();
    outside = more.map(outside::plus).orElse(outside);
  }

  /** How long they took until now; empty when that is not known, or no fault was at work. */
  public synchronized Optional<Distribution> times() {
    return known && faults ? Optional.of(outside) : Optional.empty();
  }

  /** Judges what has come until now. */
  public synchronized LatencyObjective.Judged judge(LatencyObjective objective) {
    return objective.judge(
        known ? Optional.of(outside) : Optional.empty(), faults ? "outside the faults" : "");
  }
}
