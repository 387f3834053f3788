package switchboard.console.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import switchboard.console.experiment.RunResult;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.session.Usage;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.LimitEvidence;
import switchboard.console.sweep.search.Limitation;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.SweepTrial.State;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.Result;

/**
 * What a run says of a configuration.
 *
 * @param gatewayCores that one gateway can take
 * @param machineCores of the machine on which all components run; empty when they are on several
 */
record TrialJudge(
    Configuration of,
    Meter meter,
    Duration start,
    double gatewayCores,
    OptionalDouble machineCores) {
  /** One thread carries out all commands (valkey.io/topics/latency, "Single threaded nature"). */
  private static final double STORE_CORES = 1;

  private static final double MILLIS_PER_SECOND = 1e3;

  /**
   * A replica that never was ready may be gone before it is seen; the failure says how it ended.
   */
  private static final String OUT_OF_MEMORY =
      new Instance.Exit(Instant.EPOCH, Instance.Exit.UNKNOWN, true).reason();

  /** What was seen of a configuration whose replicas did not become ready. */
  static SweepTrial notStarted(Configuration of, Meter meter, String why) {
    var seen =
        new LimitEvidence(
            Optional.of(why),
            meter.killedForMemory() || why.contains(OUT_OF_MEMORY),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            false);
    return new SweepTrial(
        of, State.FAILED, "It did not start: " + why, Limitation.of(seen), Figures.NONE, null);
  }

  /**
   * What came of a run.
   *
   * @param bundle the name of its file; empty when it is not kept
   */
  SweepTrial trial(RunResult result, Optional<String> bundle) {
    return new SweepTrial(
        of,
        state(result),
        sentence(result),
        Limitation.of(evidence(result)),
        figures(result),
        bundle.orElse(null));
  }

  /**
   * A run that a condition ended has missed its objective clearly; one whose users could not all
   * connect, though the simulator was in time, too.
   */
  private static State state(RunResult result) {
    return switch (result.verdict().result()) {
      case PASSED -> State.PASSED;
      case FAILED, ABORTED -> State.FAILED;
      case INCONCLUSIVE -> State.UNKNOWN;
      case INVALID ->
          result.ramp() == null && !simulatorLate(result) ? State.FAILED : State.UNKNOWN;
    };
  }

  private static String sentence(RunResult result) {
    var causes = result.verdict().causes();
    return result.verdict().result() == Result.PASSED || causes.isEmpty()
        ? result.verdict().sentence()
        : causes.getFirst();
  }

  private static boolean simulatorLate(RunResult result) {
    return result.gates().stream()
        .anyMatch(
            each -> each.gate() == Gate.GENERATOR && each.state() == GateCheck.State.NOT_HELD);
  }

  private LimitEvidence evidence(RunResult result) {
    return new LimitEvidence(
        Optional.empty(),
        meter.killedForMemory(),
        throttled(result),
        meter.peakShare(),
        busiest(result.usage(), Role.GATEWAY, gatewayCores),
        busiest(result.usage(), Role.STORE, STORE_CORES),
        result.totalCpuCores() == null || machineCores.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(result.totalCpuCores() / machineCores.getAsDouble()),
        simulatorLate(result));
  }

  /** A start takes what it can get; that of a replica which was killed says nothing of the load. */
  private static OptionalDouble throttled(RunResult result) {
    var killed = result.faults().stream().map(RunResult.FaultResult::target).toList();
    var others = throttled(result, killed);
    return others.isPresent() ? others : throttled(result, List.of());
  }

  private static OptionalDouble throttled(RunResult result, List<String> without) {
    return result.usage().entrySet().stream()
        .filter(each -> !without.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .map(Usage::throttledPercent)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max();
  }

  private static OptionalDouble busiest(Map<String, Usage> usage, Role role, double cores) {
    return usage.values().stream()
        .filter(each -> each.role().equals(role.label()) && each.cpuCores() != null)
        .mapToDouble(each -> each.cpuCores() / cores)
        .max();
  }

  private Figures figures(RunResult result) {
    return new Figures(
        start.toMillis() / MILLIS_PER_SECOND,
        result.latencyMillis().p99(),
        result.deliveryMillis().p99(),
        orNull(meter.requestsPerSecond()),
        result.requests().total(),
        result.requests().failed(),
        result.users().disconnectedSeconds(),
        orNull(meter.cpuP95Cores()),
        orNull(meter.peakBytes()));
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
