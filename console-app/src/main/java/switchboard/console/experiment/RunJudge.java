package switchboard.console.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import switchboard.console.experiment.probe.ClaimResult;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.fault.Fault;
import switchboard.console.fault.Steadiness;
import switchboard.console.fault.UserImpact;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.load.LoadPlan;
import switchboard.console.text.Format;
import switchboard.console.verdict.Conclusion;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Measured;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.ObjectiveResult.State;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;
import switchboard.console.verdict.Result;
import switchboard.console.verdict.Timers;

/**
 * Judges a run as a whole: every gate has to hold for it and for each of its faults, and there may
 * be no user impact at any time.
 */
final class RunJudge {

  private final Experiment experiment;
  private final RunPlan plan;
  private final Criteria criteria;
  private final RunObservations seen;
  private final List<Verdict> verdicts;
  private final Measured measured;

  RunJudge(Experiment experiment, RunObservations seen, List<Verdict> verdicts) {
    this.experiment = experiment;
    plan = experiment.plan();
    criteria = experiment.criteria();
    this.seen = seen;
    this.verdicts = List.copyOf(verdicts);
    measured =
        new Measured(
            populations(),
            verdicts.stream().map(Verdict::recovery).toList(),
            seen.requests().largestDeviationPercent(),
            seen.connections().largestDeviationPercent(),
            seen.facts().queries());
  }

  /** Failures count from the load's start, times from the end of the warm-up. */
  private Map<Phase, Population> populations() {
    var all = new EnumMap<Phase, Population>(Phase.class);
    all.putAll(seen.phases());
    var run = all.getOrDefault(Phase.RUN, Population.NONE);
    var requests = seen.stats().requests();
    all.put(
        Phase.RUN,
        new Population(
            requests.total(),
            requests.failed(),
            run.requestTimes(),
            run.deliveryTimes(),
            run.disconnectedSeconds()));
    return all;
  }

  Conclusion conclude() {
    var judgement = new Judgement();
    var stats = seen.stats();
    UserImpact.sinceStart(stats).judge(judgement, criteria.objectives());
    judgement.generator(seen.lateness(), criteria.objectives().latenessLimit());
    judgement.nothingDropped(Optional.ofNullable(stats.requests().dropped()).orElse(0L));
    if (seen.facts().session().isEmpty()) {
      course(judgement);
    }
    judgement.countsKept(!seen.judgeLost());
    judgement.requestsAccountedFor(seen.requestsAccountedFor());
    seen.facts()
        .session()
        .ifPresentOrElse(open -> open.judge(judgement), () -> judgement.booksClosed(stats));
    seen.facts().machine().ifPresent(machine -> machine.judge(criteria.quietMachine(), judgement));
    faults(judgement);
    seen.facts()
        .notDone()
        .forEach(step -> judgement.notHeld(Gate.FAULT_PROVEN, Result.INVALID, step));
    seen.facts().probes().forEach(probe -> probe.judge(judgement));
    seen.facts()
        .unready()
        .forEach(
            replica ->
                judgement.notHeld(
                    Gate.UNDO_PROVEN, Result.FAILED, replica + " is not ready at the end"));
    if (criteria.objectives().isDefault(Objectives.DELIVERIES)) {
      seen.deliveries().judge(judgement);
    }
    criteria.objectives().all().stream()
        .filter(Objective::named)
        .forEach(objective -> measured.judge(objective, timers(), judgement));
    if (stats.requests().failed() > 0 && stats.lastFailure() != null) {
      newestFailure(judgement, stats.lastFailure());
    }
    seen.facts().aborted().ifPresent(judgement::aborted);
    return judgement.conclude();
  }

  /** Whether the run took the course that was planned. */
  private void course(Judgement judgement) {
    judgement.usersConnected(seen.stats().users(), mostUsers(), plan.loads().getLast().users());
    if (plan.timing().since() == Timing.Start.MEASURING
        && seen.facts().measured().isEmpty()
        && seen.facts().aborted().isEmpty()) {
      judgement.notHeld(
          Gate.BOOKS, Result.INVALID, "Nothing was measured: the warm-up did not end in time");
    }
    Steadiness.judge(seen.steadiness(), criteria.objectives().areOnTimesOfTheBaseline(), judgement);
  }

  /** A fault may have been judged while users were still joining, and timers were later. */
  private Timers timers() {
    var lateness =
        Stream.concat(
                Stream.of(seen.lateness()), verdicts.stream().map(each -> each.seen().lateness()))
            .max(Duration::compareTo)
            .orElseThrow();
    return new Timers(lateness, seen.stats().timers());
  }

  private void newestFailure(Judgement judgement, String sentence) {
    if (criteria.objectives().isDefault(Objectives.FAILED_REQUESTS)) {
      judgement.notHeld(Gate.OBJECTIVES, Result.FAILED, "The newest failure: " + sentence);
    }
  }

  /** Each fault has a verdict, and its objections are the run's. */
  private void faults(Judgement judgement) {
    var wanted = plan.faults().size();
    var judged = verdicts.stream().filter(RunJudge::isOfAKind).count();
    if (judged < wanted) {
      judgement.notHeld(
          Gate.FAULT_PROVEN,
          Result.INVALID,
          judged + " of " + Format.count(wanted, "fault") + " could be judged");
    }
    unjudged()
        .forEach(
            fault ->
                judgement.notHeld(
                    Gate.FAULT_PROVEN, Result.INVALID, fault.headline() + ": no verdict"));
    if (wanted == 0 && verdicts.isEmpty()) {
      var none =
          seen.facts().session().filter(open -> open.unjudged() > 0).isPresent()
              ? "No fault had its verdict"
              : "There was no fault";
      judgement.notApplicable(Gate.FAULT_PROVEN, none);
      judgement.notApplicable(Gate.UNDO_PROVEN, none);
    }
    verdicts.forEach(
        verdict -> judgement.include(verdict.conclusion(), verdict.fault().headline()));
  }

  private int mostUsers() {
    return plan.loads().stream().mapToInt(LoadPlan::users).max().orElse(0);
  }

  /** Each claim beside what was measured. */
  List<ClaimResult> claims() {
    return experiment.claims().stream()
        .map(claim -> ClaimResult.of(claim, measured.judge(claim.limit())))
        .toList();
  }

  /** A change of limits has a verdict, too, and so has what ended by itself. */
  private static boolean isOfAKind(Verdict verdict) {
    return verdict.fault().isInjected() && FaultKind.named(verdict.fault().kind()).isPresent();
  }

  /** Injected, and lost before its verdict: its target may have been scaled away. */
  private List<Fault> unjudged() {
    var left = new ArrayList<>(verdicts.stream().map(Verdict::fault).toList());
    return seen.facts().injected().stream()
        .filter(
            fault ->
                left.stream()
                    .filter(
                        each ->
                            each.kind().equals(fault.kind())
                                && each.target().equals(fault.target()))
                    .findFirst()
                    .map(found -> !left.remove(found))
                    .orElse(true))
        .toList();
  }

  /** How each objective was met, those of every run first. */
  List<ObjectiveResult> objectives() {
    return criteria.objectives().all().stream().flatMap(this::result).toList();
  }

  private Stream<ObjectiveResult> result(Objective objective) {
    if (objective.named() || objective.figure().equals(Objectives.FAILED_REQUESTS)) {
      return Stream.of(measured.judge(objective));
    }
    return switch (objective.figure()) {
      case Figure.Messages messages -> Stream.of(messages(objective, messages.how()));
      case Figure.Percentile deliveries -> Stream.of(seen.deliveries().of(objective));
      // Without a fault there is nothing to recover from.
      default -> verdicts.isEmpty() ? Stream.empty() : Stream.of(measured.judge(objective));
    };
  }

  private ObjectiveResult messages(Objective objective, String how) {
    var messages = seen.stats().messages();
    var count =
        switch (how) {
          case "lost" -> Optional.of(messages.lost());
          case "duplicated" -> Optional.of(messages.duplicated());
          case "reordered" -> Optional.of(messages.reordered());
          default -> Optional.ofNullable(messages.renumbered());
        };
    return new ObjectiveResult(
        objective,
        count.map(found -> found == 0 ? State.MET : State.MISSED).orElse(State.UNKNOWN),
        count.map(found -> OptionalDouble.of(found.doubleValue())).orElseGet(OptionalDouble::empty),
        OptionalLong.of(messages.delivered()),
        Optional.empty(),
        objective.text()
            + ": "
            + count.map(found -> Format.whole(found)).orElse("the simulator did not report it"));
  }
}
