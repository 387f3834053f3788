package switchboard.console.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.capacity.TrialResult.Kind;
import switchboard.console.experiment.RunResult;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.experiment.abort.EarlyAborts;
import switchboard.console.text.Format;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.ObjectiveResult.State;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

/** What the verdict of a run says of the load that it had. */
final class RunVerdict {
  private RunVerdict() {}

  /**
   * One that the operator did not end.
   *
   * @param aborts what may have ended it
   */
  static TrialResult of(RunResult run, Objectives objectives, EarlyAborts aborts) {
    return late(run, objectives)
        .map(sentence -> TrialResult.of(Kind.LIMITED, limiter(Gate.GENERATOR), sentence))
        .orElseGet(() -> judged(run, aborts));
  }

  private static TrialResult judged(RunResult run, EarlyAborts aborts) {
    return switch (run.verdict().result()) {
      case PASSED -> TrialResult.passed(tightest(run));
      case FAILED -> TrialResult.of(Kind.MISSED, binding(run, State.MISSED), first(run));
      case INCONCLUSIVE ->
          TrialResult.of(Kind.UNDECIDED, binding(run, State.UNDECIDED, State.TOO_FEW), first(run));
      case INVALID -> TrialResult.of(Kind.LIMITED, limiter(run.verdict().gate()), first(run));
      // A condition did that: an objective was missed clearly.
      case ABORTED ->
          TrialResult.of(
              Kind.MISSED,
              aborts
                  .missed(run.verdict().causes())
                  .map(Objective::condition)
                  .orElseGet(() -> binding(run, State.MISSED)),
              first(run));
    };
  }

  /**
   * Why the simulator was the limit. The gate looks at calm times only, which begin seconds after
   * users joined; a trial that is short or was ended early may have none. A broken promise is one
   * however late the simulator was.
   */
  private static Optional<String> late(RunResult run, Objectives objectives) {
    if (run.verdict().gate() == Gate.PROMISE) {
      return Optional.empty();
    }
    var limit = objectives.latenessLimit();
    var gate = run.gates().stream().filter(each -> each.gate() == Gate.GENERATOR).findFirst();
    var measured = Optional.ofNullable(run.latenessMillis().p99());
    return gate.filter(each -> each.result() == Result.INVALID)
        .map(GateResult::sentence)
        .or(
            () ->
                measured
                    .filter(millis -> millis > limit.toMillis())
                    .filter(
                        millis ->
                            gate.filter(each -> each.state() == GateCheck.State.HELD).isPresent())
                    .map(
                        millis ->
                            "The simulator's timers were up to "
                                + Format.whole(Math.ceil(millis))
                                + " ms late (99th percentile), over the limit of "
                                + Format.whole(limit.toMillis())
                                + " ms"));
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
    // A message that was lost weighs more than a request that failed with it.
    var promise = run.verdict().gate() == Gate.PROMISE;
    return run.objectives().stream()
        .filter(each -> wanted.contains(each.state()))
        .filter(each -> !promise || each.objective().startsWith("messages."))
        .map(ObjectiveOutcome::objective)
        .findFirst()
        .orElseGet(
            () -> promise ? "the delivery promise" : "“" + run.verdict().gate().title() + "”");
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
