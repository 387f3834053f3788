package switchboard.console.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.experiment.machine.MachineQuiet;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.experiment.schedule.Ramp;
import switchboard.console.fault.Fault;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.session.metrics.Usage;
import switchboard.console.verdict.Figure;

/**
 * What was found of a run once, at its end; all else is in its notes.
 *
 * @param before what users had counted before the run, of a system that ran already
 * @param allConnected whether all users were connected at some time
 * @param machine whether it had nothing else to do; empty when that was not looked at
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
 * @param replicas names of those at the end
 * @param connections how many sockets each replica held at the end, by name
 * @param usage of each component while it was measured, by name
 * @param aborted why it was ended before its time; empty when it was not
 * @param session what cannot be judged of one that goes on; empty for a run
 */
public record RunFacts(
    Optional<LoadStats> before,
    boolean allConnected,
    Optional<MachineQuiet> machine,
    List<String> unready,
    List<String> notDone,
    List<Fault> injected,
    List<ProbeResult> probes,
    Map<Figure.Query, Double> queries,
    Optional<FailedRequests> failures,
    Optional<Ramp> ramp,
    Optional<Duration> measured,
    List<String> replicas,
    Map<String, Double> connections,
    Map<String, Usage> usage,
    Optional<String> aborted,
    Optional<OpenSession> session) {
  public RunFacts {
    Objects.requireNonNull(before);
    Objects.requireNonNull(machine);
    unready = List.copyOf(unready);
    notDone = List.copyOf(notDone);
    injected = List.copyOf(injected);
    probes = List.copyOf(probes);
    queries = Map.copyOf(queries);
    Objects.requireNonNull(failures);
    Objects.requireNonNull(ramp);
    Objects.requireNonNull(measured);
    replicas = List.copyOf(replicas);
    connections = Map.copyOf(connections);
    Objects.requireNonNull(usage);
    Objects.requireNonNull(aborted);
    Objects.requireNonNull(session);
  }
}
