package switchboard.console.ui.faults.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.PendingVerdict;

/**
 * A fault that is at work, or whose users are still watched.
 *
 * @param at when it began; with the fault, what tells it from every other
 * @param title "Running · Slowed backend-2 by 200ms for 10s"
 * @param left the time left; empty when it is not known
 * @param progress towards its end, 0 to 1; empty when it is not known
 * @param says what is waited for
 * @param proof how it is known that it acts on its target; empty for a fault of which nothing else
 *     than the platform's own events is asked
 * @param undoable whether it can be undone before its time
 */
record RunningFault(
    Fault fault,
    Instant at,
    String title,
    Optional<String> left,
    OptionalDouble progress,
    String says,
    Optional<String> proof,
    boolean undoable) {

  static RunningFault of(PendingVerdict pending, boolean undoable, Instant now) {
    var fault = pending.fault();
    return pending
        .recoveredAt()
        .map(
            over ->
                of(
                    pending,
                    "Recovered",
                    Optional.of(new Span(over, FaultRun.OBSERVATION_WINDOW)),
                    fault.recovered() + ". Users are still watched.",
                    undoable,
                    now))
        .orElseGet(
            () ->
                of(
                    pending,
                    "Running",
                    fault.duration().map(lasts -> new Span(pending.at(), lasts)),
                    "Waiting for " + fault.awaited() + ".",
                    undoable,
                    now));
  }

  private static RunningFault of(
      PendingVerdict pending,
      String phase,
      Optional<Span> span,
      String says,
      boolean undoable,
      Instant now) {
    var fault = pending.fault();
    var open = span.filter(each -> each.left(now).isPositive());
    return new RunningFault(
        fault,
        pending.at(),
        phase + " · " + fault.headline(),
        open.map(each -> each.left(now).plusMillis(999).toSeconds() + " s left"),
        open.map(each -> OptionalDouble.of(each.progress(now))).orElseGet(OptionalDouble::empty),
        says,
        proof(pending),
        undoable);
  }

  private static Optional<String> proof(PendingVerdict pending) {
    return pending
        .proven()
        .map(Evidence::method)
        .map("proven: "::concat)
        .or(() -> Optional.of("not proven yet").filter(not -> pending.fault().provesItself()));
  }

  /** A time that passes. */
  private record Span(Instant from, Duration lasts) {
    Duration left(Instant now) {
      return lasts.minus(Duration.between(from, now));
    }

    double progress(Instant now) {
      return 1 - (double) left(now).toMillis() / lasts.toMillis();
    }
  }
}
