package switchboard.console.fault;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A fault whose verdict is pending.
 *
 * @param at when it began
 * @param recoveredAt when the system had recovered, and only the observation window remains; empty
 *     before that
 * @param proven what shows that it acts on its target; empty while nothing does
 */
public record PendingVerdict(
    Fault fault, Instant at, Optional<Instant> recoveredAt, Optional<Evidence> proven) {
  public PendingVerdict {
    Objects.requireNonNull(fault);
    Objects.requireNonNull(at);
    Objects.requireNonNull(recoveredAt);
    Objects.requireNonNull(proven);
  }

  public boolean recovered() {
    return recoveredAt.isPresent();
  }

  /** Whether it was at work at some time between. */
  boolean isAtWork(Instant since, Instant until) {
    return at.isBefore(until) && recoveredAt.map(over -> over.isAfter(since)).orElse(true);
  }

  /** Whether it, or what is late because of it, was at work at some time since. */
  boolean isOpen(Instant since) {
    return recoveredAt.map(over -> over.plus(FaultRun.SETTLING).isAfter(since)).orElse(true);
  }
}
