package switchboard.console.experiment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import switchboard.console.experiment.balance.Balance;
import switchboard.console.fault.LatencyObjective;
import switchboard.console.fault.Steadiness;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

/**
 * The observations of a run: what its notes come to, beside what was found once.
 *
 * @param stats the users' last figures, when the load had come to rest
 * @param judgeLost whether a simulator was started again, so that counts are missing
 * @param lateness how late the simulator was at worst, once its users had been connected for a
 *     while
 * @param deliveries how quick they were, of those that no fault was at work on
 * @param phases what users did and met in each phase
 * @param requestsAccountedFor whether every issued request was answered, failed or in flight
 * @param steadiness before the first fault; empty when that time was too short
 * @param requests how they fell on the replicas
 * @param connections how they were spread at the end
 * @param facts what was found once
 */
record RunObservations(
    LoadStats stats,
    boolean judgeLost,
    Duration lateness,
    LatencyObjective.Judged deliveries,
    Map<Phase, Population> phases,
    boolean requestsAccountedFor,
    Optional<Steadiness> steadiness,
    Balance requests,
    Balance connections,
    RunFacts facts) {

  /** Those of a run, or of a session until now. */
  static RunObservations of(RunFigures figures, RunFacts facts) {
    var stats =
        new CountedBefore(facts.before()).takenFrom(figures.newest().orElseThrow(), figures);
    var phases = figures.phases();
    return new RunObservations(
        stats,
        figures.lost(),
        lateness(figures, facts),
        figures.deliveries(),
        phases.populations(),
        phases.requestsAccountedFor(),
        phases.steadiness(),
        figures.requests(facts.replicas()),
        Balance.among(facts.replicas(), facts.connections()),
        facts);
  }

  /** Where users were never all connected, no time is calm: then that of the whole run counts. */
  private static Duration lateness(RunFigures figures, RunFacts facts) {
    return facts.allConnected()
        ? figures.lateness()
        : figures.newest().flatMap(LoadStats::latenessSinceStart).orElse(Duration.ZERO);
  }
}
