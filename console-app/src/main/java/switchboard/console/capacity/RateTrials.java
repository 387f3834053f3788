package switchboard.console.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import switchboard.console.Outcome;
import switchboard.console.capacity.TrialResult.Kind;
import switchboard.console.experiment.abort.EarlyAborts;
import switchboard.console.load.Distribution;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestReport;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.loadtest.LoadTestRun;
import switchboard.console.session.Session;
import switchboard.console.text.Format;
import switchboard.console.verdict.Measured;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.ObjectiveResult.State;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;
import switchboard.console.verdict.Result;

/** Trials at a rate: each is a load test on the system of a session, beside its users. */
final class RateTrials implements LoadTrial {
  private final Session session;
  private final CapacityPlan plan;
  private final LoadUnit.Requests requests;
  private final List<Objective> objectives;
  private final Aborting aborting;

  RateTrials(Session session, CapacityPlan plan, LoadUnit.Requests requests, Aborting aborting) {
    this.session = session;
    this.plan = plan;
    this.requests = requests;
    this.aborting = aborting;
    objectives = RateObjectives.of(plan.criteria().objectives());
  }

  @Override
  public Outcome<TrialResult> at(int load, boolean longer) {
    var shape = new Arrivals.Open(load, plan.window(load, longer));
    var running = new AtomicReference<LoadTestRun>();
    var clear = new AtomicReference<Optional<ObjectiveResult>>(Optional.empty());
    var run =
        new LoadTestRun(
            report -> {
              if (clear.get().isEmpty()) {
                clear.set(missedWhateverComes(report, shape.count()));
                clear.get().ifPresent(miss -> running.get().abort());
              }
            });
    running.set(run);
    aborting.begin(run::abort);
    try {
      return session
          .load()
          .test(requests.at(shape), run)
          .map(result -> judged(result, clear.get()));
    } finally {
      aborting.end();
    }
  }

  private Optional<ObjectiveResult> missedWhateverComes(LoadTestReport report, long planned) {
    return report.isOver()
        ? Optional.empty()
        : objectives.stream()
            .filter(each -> EarlyAborts.isMissed(each, population(report), planned))
            .map(each -> judged(each, report))
            .findFirst();
  }

  private TrialResult judged(LoadTestResult result, Optional<ObjectiveResult> clear) {
    var report = result.report();
    if (aborting.isAborted()) {
      return TrialResult.aborted();
    }
    var late = lateness(report);
    var beyond = missed(objectives.stream().map(each -> later(each, late)).toList(), report);
    if (beyond.isEmpty() && (result.result() == Result.INVALID || clear.isPresent())) {
      return TrialResult.of(
          Kind.LIMITED,
          "the simulator",
          clear.isPresent()
              ? "requests were sent up to " + Format.duration(late) + " late (p99)"
              : result.sentence());
    }
    return clear
        .map(
            miss ->
                TrialResult.of(Kind.MISSED, condition(miss), "ended early by " + miss.sentence()))
        .orElseGet(() -> judged(report));
  }

  private TrialResult judged(LoadTestReport report) {
    var results = objectives.stream().map(each -> judged(each, report)).toList();
    return first(results, State.MISSED)
        .map(each -> TrialResult.of(Kind.MISSED, condition(each), each.sentence()))
        .or(
            () ->
                first(results, State.UNDECIDED)
                    .or(() -> first(results, State.TOO_FEW))
                    .or(() -> first(results, State.UNKNOWN))
                    .map(each -> TrialResult.of(Kind.UNDECIDED, condition(each), each.sentence())))
        .orElseGet(() -> TrialResult.passed(results.getFirst().sentence()));
  }

  private static Optional<ObjectiveResult> first(List<ObjectiveResult> results, State state) {
    return results.stream().filter(each -> each.state() == state).findFirst();
  }

  private Optional<ObjectiveResult> missed(List<Objective> limits, LoadTestReport report) {
    return first(limits.stream().map(each -> judged(each, report)).toList(), State.MISSED);
  }

  private static String condition(ObjectiveResult of) {
    return of.objective().condition();
  }

  private static ObjectiveResult judged(Objective objective, LoadTestReport report) {
    return new Measured(
            Map.of(Phase.RUN, population(report)),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of())
        .judge(objective);
  }

  private static Population population(LoadTestReport report) {
    var outcomes = report.result();
    var times = outcomes.latencyMillis();
    return new Population(
        outcomes.completed(),
        outcomes.failed(),
        times.count() == 0 ? Optional.of(Distribution.NONE) : times.distribution(),
        Optional.empty(),
        Optional.empty());
  }

  /** What a simulator that was late can have added to the times that it measured. */
  private static Objective later(Objective objective, Duration late) {
    return RateObjectives.isOnTimes(objective)
        ? new Objective(
            objective.figure(), objective.limit() + late.toMillis() / 1e3, Phase.RUN, true)
        : objective;
  }

  private static Duration lateness(LoadTestReport report) {
    return Optional.ofNullable(report.generator())
        .flatMap(generator -> Optional.ofNullable(generator.latenessMillis()))
        .flatMap(times -> Optional.ofNullable(times.p99()))
        .map(millis -> Duration.ofNanos((long) (millis * 1e6)))
        .orElse(Duration.ZERO);
  }
}
