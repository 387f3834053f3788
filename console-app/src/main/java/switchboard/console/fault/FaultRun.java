package switchboard.console.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.load.LoadStats;

/**
 * One fault from its beginning to its verdict. Fed with what is noticed, in order of time; not safe
 * for use by several threads.
 */
public final class FaultRun {
  /**
   * How long after the recovery the users are still watched: the simulator gives up a send after
   * ten seconds, and a message that is missing between others after twenty at most.
   */
  public static final Duration AFTERMATH = Duration.ofSeconds(21);

  /**
   * The simulator's lateness is of the last nine to ten seconds. Looked at once a second from here
   * on, it is of all the time since the fault, and not of the launch or the ramp before it.
   */
  static final Duration UNRELATED = Duration.ofSeconds(8);

  private final Fault fault;
  private final Instant at;
  private final Optional<LoadStats> before;
  private Optional<Instant> detected = Optional.empty();
  private Optional<Instant> recovered = Optional.empty();
  private Duration lateness = Duration.ZERO;

  /**
   * @param before the users' figures just before the fault, if the simulator gave them
   */
  public FaultRun(Fault fault, Instant at, Optional<LoadStats> before) {
    this.fault = fault;
    this.at = at;
    this.before = before;
  }

  public Fault fault() {
    return fault;
  }

  public Instant at() {
    return at;
  }

  public Optional<Instant> detected() {
    return detected;
  }

  public Optional<Instant> recovered() {
    return recovered;
  }

  public void detected(Instant when) {
    detected = detected.or(() -> Optional.of(when));
  }

  public void recovered(Instant when) {
    recovered = recovered.or(() -> Optional.of(when));
  }

  /** Takes note of how late the simulator is meanwhile. */
  public void observe(LoadStats figures, Instant now) {
    if (!now.isBefore(at.plus(UNRELATED))) {
      observe(figures);
    }
  }

  private void observe(LoadStats figures) {
    figures
        .lateness()
        .filter(late -> late.compareTo(lateness) > 0)
        .ifPresent(late -> lateness = late);
  }

  /** Whether enough was seen to judge: the aftermath is over, or patience is. */
  public boolean isOver(Instant now) {
    return recovered
        .map(when -> now.isAfter(when.plus(AFTERMATH)))
        .orElse(now.isAfter(at.plus(fault.patience())));
  }

  /**
   * Judges what was seen until now.
   *
   * @param after the users' figures at the end, if the simulator gave them
   * @param balance each replica's share of the requests since the recovery, in percent
   */
  public Verdict judge(Optional<LoadStats> after, Map<String, Double> balance) {
    after.ifPresent(this::observe);
    var harm =
        before.isPresent() && after.isPresent()
            ? Harm.between(before.get(), after.get())
            : Harm.UNKNOWN;
    var lost = before.isPresent() && after.isPresent() && !after.get().continues(before.get());
    var reasons = new ArrayList<String>();
    if (lost) {
      reasons.add(LoadStats.LOST);
    }
    if (recovered.isEmpty()) {
      reasons.add(
          fault.target() + " was not ready again within " + fault.patience().toSeconds() + " s");
    }
    if (!lost) {
      reasons.addAll(harm.reasons());
    }
    return new Verdict(
        fault,
        at,
        fault instanceof Fault.Kill || fault instanceof Fault.Freeze
            ? detected.map(this::since)
            : Optional.empty(),
        recovered.map(this::since),
        harm,
        balance,
        lost ? Verdict.Result.NO_VERDICT : result(reasons),
        reasons);
  }

  private Verdict.Result result(List<String> reasons) {
    if (lateness.compareTo(LoadStats.LATE) > 0) {
      reasons.addFirst(
          "The simulator was up to "
              + lateness.toMillis()
              + " ms late itself (99th percentile): use fewer users or a lower rate");
      return Verdict.Result.NO_VERDICT;
    }
    return reasons.isEmpty() ? Verdict.Result.PASSED : Verdict.Result.FAILED;
  }

  private Duration since(Instant when) {
    return Duration.between(at, when);
  }
}
