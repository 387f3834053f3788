package switchboard.console.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.capacity.TrialResult.Kind;
import switchboard.console.experiment.RunResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.ObjectiveResult.State;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

/** What the verdict of a run says of the load that it had. */
final class RunVerdict {
  private RunVerdict() {}

  /** One that the operator did not end. */
  static TrialResult of(RunResult run, Objectives objectives) {
    return switch (run.verdict().result()) {
      case PASSED -> TrialResult.passed(tightest(run));
      case FAILED -> TrialResult.of(Kind.MISSED, binding(run, State.MISSED), first(run));
      case INCONCLUSIVE ->
          TrialResult.of(
              Kind.UNDECIDED, binding(run, State.UNDECIDED, State.TOO_FEW), first(run));
      case INVALID -> TrialResult.of(Kind.LIMITED, limiter(run.verdict().gate()), first(run));
      case ABORTED -> ended(run, objectives);
    };
  }

  /** By a condition: unless the simulator was late, the system missed an objective clearly. */
  private static TrialResult ended(RunResult run, Objectives objectives) {
    return late(run)
        .map(sentence -> TrialResult.of(Kind.LIMITED, limiter(Gate.GENERATOR), sentence))
        .orElseGet(
            () ->
                TrialResult.of(
                    Kind.MISSED,
                    ClearMiss.missed(objectives, run.verdict().causes())
                        .map(Objective::condition)
                        .orElseGet(() -> binding(run, State.MISSED)),
                    first(run)));
  }

  private static Optional<String> late(RunResult run) {
    return run.gates().stream()
        .filter(gate -> gate.gate() == Gate.GENERATOR && gate.result() == Result.INVALID)
        .map(gate -> gate.sentence())
        .findFirst();
  }

  private static String limiter(Gate gate) {
    return switch (gate) {
      case GENERATOR -> "the simulator";
      case MACHINE -> "the machine";
      default -> "the measurement";
    };
  }

  /** The first objective in one of these states or, without one, what decided. */
  private static String binding(RunResult run, State... states) {
    var wanted = List.of(states);
    return run.objectives().stream()
        .filter(each -> wanted.contains(each.state()))
        .map(ObjectiveOutcome::objective)
        .findFirst()
        .orElseGet(() -> run.verdict().gate().title());
  }

  private static String first(RunResult run) {
    return run.verdict().causes().getFirst();
  }

  /** What came nearest to its limit, of what was asked for or, without that, of every run. */
  private static String tightest(RunResult run) {
    var named = run.objectives().stream().filter(ObjectiveOutcome::named).toList();
    return Stream.of(named, run.objectives())
        .flatMap(all -> all.stream().max(Comparator.comparingDouble(RunVerdict::share)).stream())
        .map(ObjectiveOutcome::sentence)
        .findFirst()
        .orElse("every objective was met");
  }

  private static double share(ObjectiveOutcome of) {
    return of.measured() == null || of.limit() == 0 ? 0 : of.measured() / of.limit();
  }
}
