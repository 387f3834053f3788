package switchboard.console.experiment;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import switchboard.console.experiment.balance.Balance;
import switchboard.console.experiment.machine.MachineLoad;
import switchboard.console.experiment.machine.MachineQuiet;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.experiment.schedule.Ramp;
import switchboard.console.fault.Fault;
import switchboard.console.fault.LatencyObjective;
import switchboard.console.fault.Steadiness;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.load.SampleStats;
import switchboard.console.session.metrics.Usage;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;
import switchboard.console.verdict.Trend;

/** What is seen of a run that nothing disturbed, to vary in tests. */
final class SampleRun {
  static final MachineLoad QUIET =
      new MachineLoad(Duration.ofMillis(2), OptionalDouble.of(0), Optional.empty());

  private static final Trend STEADY = new Trend(0.5, 0);

  LoadStats stats = SampleStats.UNHARMED.stats();
  boolean judgeLost;
  Duration lateness = Duration.ofMillis(5);
  LatencyObjective.Judged deliveries =
      LatencyObjective.DEFAULT.judge(
          SampleStats.distribution(SampleStats.times(1_000, 12_000)), "outside the faults");
  final Map<Phase, Population> phases = new EnumMap<>(Phase.class);
  boolean requestsAccountedFor = true;
  Optional<Steadiness> steadiness = Optional.of(new Steadiness(STEADY, STEADY));
  List<String> unready = List.of();
  List<String> notDone = List.of();
  List<Fault> injected = List.of();
  List<ProbeResult> probes = List.of();
  Optional<Duration> measured = Optional.of(Duration.ofSeconds(45));
  MachineQuiet machine = new MachineQuiet(QUIET, QUIET);
  final Map<Figure.Query, Double> queries = new HashMap<>();
  Optional<FailedRequests> failures = Optional.of(new FailedRequests(0, 0, List.of()));
  Map<String, Usage> usage = Map.of();
  Optional<String> aborted = Optional.empty();
  Optional<OpenSession> session = Optional.empty();
  Optional<Ramp> ramp = Optional.of(Ramp.of(100, Duration.ofSeconds(2)));

  RunFacts facts() {
    return new RunFacts(
        Optional.empty(),
        true,
        Optional.ofNullable(machine),
        unready,
        notDone,
        injected,
        probes,
        queries,
        failures,
        ramp,
        measured,
        List.of("backend-1", "backend-2"),
        Map.of("backend-1", 55.0, "backend-2", 45.0),
        usage,
        aborted,
        session);
  }

  RunObservations observations() {
    var facts = facts();
    var replicas = facts.replicas();
    return new RunObservations(
        stats,
        judgeLost,
        lateness,
        deliveries,
        phases,
        requestsAccountedFor,
        steadiness,
        Balance.among(replicas, Map.of("backend-1", 500.0, "backend-2", 500.0)),
        Balance.among(replicas, facts.connections()),
        facts);
  }
}
