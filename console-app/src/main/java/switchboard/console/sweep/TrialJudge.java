package switchboard.console.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import switchboard.console.experiment.RunResult;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.session.metrics.Usage;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.LimitEvidence;
import switchboard.console.sweep.search.Limitation;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.SweepTrial.State;
import switchboard.console.text.Format;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.Result;

/**
 * What a run says of a configuration.
 *
 * @param latenessLimit from which on the simulator is late
 * @param gatewayCores that one gateway can take
 * @param machineCores of the machine on which all components run; empty when they are on several
 */
record TrialJudge(
    Configuration of,
    Meter meter,
    Duration start,
    Duration latenessLimit,
    double gatewayCores,
    OptionalDouble machineCores) {
  /** One thread carries out all commands (valkey.io/topics/latency, "Single threaded nature"). */
  private static final double STORE_CORES = 1;

  private static final double MILLIS_PER_SECOND = 1e3;

  /** What is wrong with these has nothing to do with the configuration. */
  private static final List<Gate> DISTURBED = List.of(Gate.GENERATOR, Gate.MACHINE);

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
   * A run that a condition ended has missed its objective clearly, and one whose users could not
   * all connect, too: unless something else than the configuration can have done that.
   */
  private State state(RunResult result) {
    return switch (result.verdict().result()) {
      case PASSED -> State.PASSED;
      case FAILED -> State.FAILED;
      case ABORTED -> doubt(result).isEmpty() ? State.FAILED : State.UNKNOWN;
      case INVALID ->
          wereUsersMissing(result) && doubt(result).isEmpty() ? State.FAILED : State.UNKNOWN;
      case INCONCLUSIVE -> State.UNKNOWN;
    };
  }

  private static boolean wereUsersMissing(RunResult result) {
    return result.ramp() == null
        && result.verdict().gate() == Gate.BOOKS
        && result.users().connectedPeak() < result.users().wanted();
  }

  /**
   * Why what went wrong need not be the configuration's doing; empty when it is. A run that ended
   * early is not judged by its gates, and its verdict does not say that.
   */
  private Optional<String> doubt(RunResult result) {
    return result.gates().stream()
        .filter(each -> DISTURBED.contains(each.gate()) && each.result() == Result.INVALID)
        .map(GateResult::sentence)
        .findFirst()
        .or(() -> lateAllTheSame(result))
        .or(() -> result.verdict().causes().stream().filter(LoadStats.LOST::equals).findFirst());
  }

  /** The gate looks at calm times only, and there may be none before the end. */
  private Optional<String> lateAllTheSame(RunResult result) {
    var p99 = result.latenessMillis().p99();
    var held =
        result.gates().stream()
            .anyMatch(
                each -> each.gate() == Gate.GENERATOR && each.state() == GateCheck.State.HELD);
    return held && p99 != null && p99 > latenessLimit.toMillis()
        ? Optional.of(
            "The simulator's timers were up to "
                + Format.whole(Math.ceil(p99))
                + " ms late (99th percentile), over the limit of "
                + Format.whole(latenessLimit.toMillis())
                + " ms")
        : Optional.empty();
  }

  private String sentence(RunResult result) {
    var causes = result.verdict().causes();
    var first =
        result.verdict().result() == Result.PASSED || causes.isEmpty()
            ? result.verdict().sentence()
            : causes.getFirst();
    return state(result) == State.UNKNOWN ? doubt(result).orElse(first) : first;
  }

  private boolean simulatorLate(RunResult result) {
    return result.gates().stream()
            .anyMatch(
                each -> each.gate() == Gate.GENERATOR && each.state() == GateCheck.State.NOT_HELD)
        || (state(result) == State.UNKNOWN && lateAllTheSame(result).isPresent());
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
