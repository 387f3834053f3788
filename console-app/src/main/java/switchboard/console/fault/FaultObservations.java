package switchboard.console.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

/**
 * What was seen of one fault: all that its verdict is made of.
 *
 * @param at when it began: just before the signal was sent, or when a death was noticed
 * @param detected when the platform reported it
 * @param recovery how it is known that it has recovered; empty when it has not
 * @param proven what shows that it acted on its target; empty when nothing does
 * @param undone what shows that its target is as it was before; empty when nothing does
 * @param before the users' figures just before it, if the simulator gave them
 * @param settled the first of the users' figures after the recovery that deliveries can be judged
 *     from
 * @param after the users' figures at the end, if the simulator gave them
 * @param lateness of the simulator's timers meanwhile, 99th percentile
 * @param populations what users met while it was at work and afterwards
 * @param balance each replica's share of the requests since the recovery, in percent, by name
 */
public record FaultObservations(
    Fault fault,
    Instant at,
    Optional<Instant> detected,
    Optional<Evidence> recovery,
    Optional<Evidence> proven,
    Optional<Evidence> undone,
    Optional<LoadStats> before,
    Optional<LoadStats> settled,
    Optional<LoadStats> after,
    Duration lateness,
    Map<Phase, Population> populations,
    Map<String, Double> balance) {
  public FaultObservations {
    Objects.requireNonNull(fault);
    Objects.requireNonNull(at);
    Objects.requireNonNull(detected);
    Objects.requireNonNull(recovery);
    Objects.requireNonNull(proven);
    Objects.requireNonNull(undone);
    Objects.requireNonNull(before);
    Objects.requireNonNull(settled);
    Objects.requireNonNull(after);
    Objects.requireNonNull(lateness);
    populations = Map.copyOf(populations);
    balance = Map.copyOf(balance);
  }

  /**
   * Judges it.
   *
   * @param queries what the queries among named objectives answered; empty when those that were
   *     named are judged of more than this fault
   */
  public Verdict judge(Objectives objectives, Optional<Map<Figure.Query, Double>> queries) {
    return new FaultJudge(this, objectives).judge(queries);
  }

  /** Until it was first seen to have recovered; empty when it was not. */
  Optional<Duration> recoveredAfter() {
    return recovery.map(Evidence::notAfter).map(this::since);
  }

  /** Until the platform reported it. */
  Optional<Duration> detectedAfter() {
    return detected.map(this::since);
  }

  private Duration since(Instant when) {
    return Duration.between(at, when);
  }
}
