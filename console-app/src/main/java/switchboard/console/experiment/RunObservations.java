package switchboard.console.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.experiment.balance.Balance;
import switchboard.console.experiment.machine.MachineQuiet;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.experiment.schedule.Ramp;
import switchboard.console.fault.Fault;
import switchboard.console.fault.LatencyObjective;
import switchboard.console.fault.Steadiness;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.session.Usage;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

/**
 * The observations of a run.
 *
 * @param stats the users' last figures, when the load had come to rest
 * @param judgeLost whether a simulator was started again, so that counts are missing
 * @param lateness how late the simulator was at worst, once its users had been connected for a
 *     while
 * @param deliveries how quick they were, of those that no fault was at work on
 * @param phases what users did and met in each phase
 * @param requestsAccountedFor whether every issued request was answered, failed or in flight
 * @param steadiness before the first fault; empty when that time was too short
 * @param machine whether it had nothing else to do; empty of a session
 * @param unready replicas that were neither ready nor stopped at the end
 * @param notDone steps that could not be taken, and why
 * @param injected faults that were
 * @param probes what each found
 * @param queries what each query of an objective or a claim answered; one without an answer is not
 *     in it
 * @param failures which requests failed; empty when a simulator does not report them
 * @param ramp empty when not all users were connected in time
 * @param measured how long it was measured after the warm-up; empty when that did not end, and
 *     times and usage are since the load's start
 * @param requests how they fell on the replicas
 * @param connections how they were spread at the end
 * @param usage of each component while it was measured, by name
 * @param aborted why it was ended before its time; empty when it was not
 * @param session what is open, of a session that is judged while it goes on; empty of a run
 */
record RunObservations(
    LoadStats stats,
    boolean judgeLost,
    Duration lateness,
    LatencyObjective.Judged deliveries,
    Map<Phase, Population> phases,
    boolean requestsAccountedFor,
    Optional<Steadiness> steadiness,
    Optional<MachineQuiet> machine,
    List<String> unready,
    List<String> notDone,
    List<Fault> injected,
    List<ProbeResult> probes,
    Map<Figure.Query, Double> queries,
    Optional<FailedRequests> failures,
    Optional<Ramp> ramp,
    Optional<Duration> measured,
    Balance requests,
    Balance connections,
    Map<String, Usage> usage,
    Optional<String> aborted,
    Optional<OpenSession> session) {

  /** What a run's notes come to, and what was found of it beside them. */
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
        facts.machine(),
        facts.unready(),
        facts.notDone(),
        facts.injected(),
        facts.probes(),
        facts.queries(),
        facts.failures(),
        facts.ramp(),
        facts.measured(),
        figures.requests(facts.replicas()),
        Balance.among(facts.replicas(), facts.connections()),
        facts.usage(),
        facts.aborted(),
        facts.session());
  }

  /** Where users were never all connected, no time is calm: then that of the whole run counts. */
  private static Duration lateness(RunFigures figures, RunFacts facts) {
    return facts.allConnected()
        ? figures.lateness()
        : figures.newest().flatMap(LoadStats::latenessSinceStart).orElse(Duration.ZERO);
  }
}
