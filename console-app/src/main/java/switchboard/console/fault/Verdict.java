package switchboard.console.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.load.FailedRequests;
import switchboard.console.text.Bounds;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Conclusion;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.Result;

/**
 * The measured outcome of a fault.
 *
 * @param seen what it is made of
 * @param impact the user impact from the beginning to the end of the observation
 * @param failed which requests failed in that time; empty when none did
 * @param deliveries how quick deliveries were after the recovery; empty when they were not judged
 * @param objectives how each objective was met, as far as one fault can tell
 * @param ledger when what happened, each as an interval
 */
public record Verdict(
    FaultObservations seen,
    UserImpact impact,
    Optional<FailedRequests.Span> failed,
    Optional<LatencyObjective.Judged> deliveries,
    List<ObjectiveResult> objectives,
    Ledger ledger,
    Conclusion conclusion) {

  public Verdict {
    Objects.requireNonNull(seen);
    Objects.requireNonNull(impact);
    Objects.requireNonNull(failed);
    Objects.requireNonNull(deliveries);
    objectives = List.copyOf(objectives);
    Objects.requireNonNull(ledger);
    Objects.requireNonNull(conclusion);
  }

  /** The same with this ledger. */
  public Verdict with(Ledger noted) {
    return new Verdict(seen, impact, failed, deliveries, objectives, noted, conclusion);
  }

  public Fault fault() {
    return seen.fault();
  }

  /** When it began: just before the signal was sent, or when a death was noticed. */
  public Instant at() {
    return seen.at();
  }

  /**
   * Until the platform reported it; empty for a death, whose beginning is not known more exactly
   * than its detection.
   */
  public Optional<Duration> detectedAfter() {
    return seen.detectedAfter().filter(after -> fault().isInjected());
  }

  /** Until the replica was ready again; empty when it was not. */
  public Optional<Duration> recoveredAfter() {
    return seen.recoveredAfter();
  }

  /**
   * How far the replica with the most uneven share is from an equal share, in percent of it; empty
   * with fewer than two replicas.
   */
  public Optional<Double> unevenness() {
    return unevenness(seen.balance());
  }

  static Optional<Double> unevenness(Map<String, Double> balance) {
    if (balance.size() < 2) {
      return Optional.empty();
    }
    var equal = 100.0 / balance.size();
    return balance.values().stream()
        .map(share -> Math.abs(share - equal) / equal * 100)
        .max(Double::compare);
  }

  public Result result() {
    return conclusion.result();
  }

  /** Why it did not pass, a sentence each; empty when it passed. */
  public List<String> reasons() {
    return conclusion.reasons();
  }

  /**
   * From the end of the fault's own duration until the recovery; empty when there was no recovery.
   */
  public Optional<Duration> recovery() {
    return recovery(fault(), recoveredAfter());
  }

  static Optional<Duration> recovery(Fault fault, Optional<Duration> recoveredAfter) {
    return recoveredAfter.map(after -> after(own(fault), after));
  }

  private static Duration own(Fault fault) {
    return fault.recoveryTimeout().minus(Fault.RECOVERY_TIMEOUT);
  }

  private static Duration after(Duration own, Duration sinceInjection) {
    return sinceInjection.compareTo(own) > 0 ? sinceInjection.minus(own) : Duration.ZERO;
  }

  /** "Killed backend-2 · passed". */
  public String headline() {
    return fault().headline() + " · " + result().word();
  }

  /**
   * The figures that there are: "0 of 18 412 requests failed (≤ 0.017 %) · 0 messages lost, … ·
   * delivery p99 12 ms · ready again in 1.8 s …".
   */
  public String sentence() {
    var parts = new ArrayList<String>();
    if (!impact.equals(UserImpact.UNKNOWN)) {
      parts.add(impact.failedRequests().words("request", "failed"));
      parts.add(
          Format.count(impact.messagesLost(), "message")
              + " lost, "
              + Format.whole(impact.messagesDuplicated())
              + " duplicated, "
              + Format.whole(impact.messagesReordered())
              + " reordered"
              + (impact.uncounted().isEmpty()
                  ? ", " + Format.whole(impact.messagesRenumbered()) + " renumbered"
                  : ""));
    }
    deliveries.map(LatencyObjective.Judged::figure).ifPresent(parts::add);
    detectedAfter().ifPresent(after -> parts.add("detected in " + Format.duration(after)));
    parts.add(recoveryTime().map(time -> fault().recovery() + " " + time).orElse("not recovered"));
    unevenness()
        .ifPresent(uneven -> parts.add("load even to ±" + Format.figure(uneven, Unit.PERCENT)));
    return String.join(" · ", parts);
  }

  /**
   * How long the recovery took, no finer than what it was seen by: "1.2 to 1.8 s"; empty when there
   * was none.
   */
  public Optional<String> recoveryTime() {
    return recoveryTime(Duration.ZERO);
  }

  /** {@link #recovery} as it is read, no finer than what it was seen by; empty likewise. */
  public Optional<String> recoveryText() {
    return recoveryTime(own(fault()));
  }

  private Optional<String> recoveryTime(Duration own) {
    return recoveredAfter()
        .map(
            latest -> {
              var earliest =
                  ledger
                      .recovery()
                      .map(found -> Duration.between(at(), found.notBefore()))
                      .filter(known -> known.compareTo(latest) < 0)
                      .orElse(latest);
              return Bounds.elapsed(after(own, earliest), after(own, latest));
            });
  }
}
