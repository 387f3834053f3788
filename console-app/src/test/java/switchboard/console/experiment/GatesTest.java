package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.machine.MachineLoad;
import switchboard.console.experiment.machine.MachineQuiet;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Steadiness;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.SampleStats;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;
import switchboard.console.verdict.Result;
import switchboard.console.verdict.Trend;

/** Each violation, planted in a run that passes, changes its result to exactly the named one. */
class GatesTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final SampleStats BEFORE = SampleStats.UNHARMED;
  private static final SampleStats AFTER = BEFORE.withTotal(2_000);
  private static final RunPlan PLAN =
      new RunPlan(
          2,
          OptionalInt.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          LoadPlan.DEFAULT.withUsers(100),
          new Timing(Timing.Start.LOAD, Duration.ofSeconds(10), Duration.ofSeconds(60)),
          Schedule.of(ScheduledFault.parseKill("backend-2@20s")));

  private final SampleRun seen = new SampleRun();
  private final List<Objective> named = new ArrayList<>();
  private boolean quietMachine;
  private Fault fault = new Kill("backend-2");
  private boolean detected = true;
  private boolean proven;
  private boolean recovered = true;
  private SampleStats after = AFTER;

  private RunResult judge() {
    var objectives = Objectives.DEFAULT.with(named);
    var run = new FaultRun(fault, AT, Optional.of(BEFORE.stats()));
    if (detected) {
      run.detected(AT.plusMillis(4));
    }
    if (proven) {
      run.proven(new Evidence(AT, AT.plusMillis(300), "its mean rose by 198 ms"));
    }
    if (recovered) {
      run.recovered(AT.plusMillis(1_800));
    }
    Verdict verdict = run.judge(Optional.of(after.stats()), Map.of(), objectives);
    return RunResult.judge(
        SampleRecord.PLACE,
        Experiment.of(PLAN, new Criteria(objectives, quietMachine)),
        seen.observations(),
        List.of(verdict));
  }

  private void assertDecided(Result result, Gate gate, String cause) throws IOException {
    var judged = judge();
    assertThat(judged.verdict().result()).as("%s", judged.verdict()).isEqualTo(result);
    assertThat(judged.verdict().gate()).isEqualTo(gate);
    assertThat(judged.verdict().causes().getFirst()).contains(cause);
    assertThat(judged.verdict().sentence()).startsWith(gate.title() + ": ").contains(cause);
    assertThat(judged.exitCode()).isEqualTo(result.exitCode());
    assertThat(RunResultTest.schemaErrors(judged)).isEmpty();
    assertThat(RunReport.of(judged, List.of())).last().isEqualTo(result.name());
  }

  private static GateResult check(RunResult judged, Gate gate) {
    return judged.gates().stream().filter(each -> each.gate() == gate).findFirst().orElseThrow();
  }

  private void assertRemark(Gate gate, String sentence) {
    var judged = judge();
    var check = check(judged, gate);
    assertThat(judged.verdict().result()).isEqualTo(Result.PASSED);
    assertThat(check.state()).isEqualTo(GateCheck.State.NOT_HELD);
    assertThat(check.sentence()).contains(sentence);
    assertThat(RunReport.of(judged, List.of())).contains("Remark: " + check.sentence());
  }

  private void name(String objective) {
    named.add(Objective.parse(objective));
  }

  private static Population requests(int count, long micros) {
    return Population.between(
        BEFORE.stats(), BEFORE.withMoreRequests(SampleStats.times(count, micros)).stats());
  }

  @BeforeEach
  void passesByItself() {
    assertThat(judge().verdict().result()).as("%s", judge().verdict()).isEqualTo(Result.PASSED);
    assertThat(judge().exitCode()).isZero();
    assertThat(judge().gates())
        .extracting(VerdictResult.GateResult::state)
        .containsOnly(GateCheck.State.HELD);
  }

  @Test
  void lostMessagesFailThoughNothingWasMeasuredWell() throws IOException {
    seen.stats = BEFORE.withLost(1).stats();
    seen.lateness = Duration.ofSeconds(1);
    seen.aborted = Optional.of("The operator ended the run before its time");

    assertDecided(Result.FAILED, Gate.PROMISE, "1 message was lost");
  }

  @Test
  void storeWhoseHistoryWasCutFails() throws IOException {
    seen.stats = BEFORE.withHistoryResets(1L).stats();

    assertDecided(Result.FAILED, Gate.PROMISE, "The store lost its history");
  }

  @Test
  void renumberedOrUndeliveredMessagesFail() throws IOException {
    seen.stats =
        BEFORE
            .withMessages(
                was -> new Messages(500, 500, 25_000L, 24_998, 0, 0, 0, 1L, 2L, 0L, 0, 0L))
            .stats();

    assertDecided(Result.FAILED, Gate.PROMISE, "1 message was renumbered");
    assertThat(judge().reasons()).anyMatch(reason -> reason.startsWith("2 owed deliveries are"));
  }

  @Test
  void lateSimulatorIsInvalid() throws IOException {
    seen.lateness = Duration.ofMillis(101);

    assertDecided(Result.INVALID, Gate.GENERATOR, "timers were up to 101 ms late");
  }

  @Test
  void simulatorThatIsLateForATightLimitIsInvalid() throws IOException {
    seen.phases.put(Phase.FAULT, requests(1_000, 12_000));
    seen.lateness = Duration.ofMillis(26);
    name("requests.p99<=250ms during fault");

    assertDecided(Result.INVALID, Gate.GENERATOR, "over the limit of 25 ms");
  }

  @Test
  void limitThatWasMissedByMoreThanTheLatenessExplainsFailsAllTheSame() throws IOException {
    seen.phases.put(Phase.FAULT, requests(500, 230_000));
    seen.lateness = Duration.ofMillis(19);
    name("requests.p99<=50ms during fault");

    assertDecided(Result.FAILED, Gate.OBJECTIVES, "230 ms of 500 samples");
    assertThat(check(judge(), Gate.GENERATOR).state()).isEqualTo(GateCheck.State.NOT_HELD);
    assertThat(judge().reasons()).anyMatch(reason -> reason.contains("up to 19 ms late"));
  }

  @Test
  void limitThatWasMissedByNoMoreThanTheLatenessIsInvalid() throws IOException {
    seen.phases.put(Phase.FAULT, requests(1_000, 60_000));
    seen.lateness = Duration.ofMillis(19);
    name("requests.p99<=50ms during fault");

    assertDecided(Result.INVALID, Gate.GENERATOR, "over the limit of 10 ms");
  }

  @Test
  void requestsThatWereNotSentAreInvalid() throws IOException {
    seen.stats = BEFORE.with(new Requests(1_000, 5, 0, 1_000L, 5L)).stats();

    assertDecided(Result.INVALID, Gate.GENERATOR, "5 requests were due and not sent");
  }

  @Test
  void booksThatDoNotCloseAreInvalid() throws IOException {
    seen.requestsAccountedFor = false;
    assertDecided(Result.INVALID, Gate.BOOKS, "accounts do not add up");
  }

  @Test
  void usersWhoAreNotThereAreInvalid() throws IOException {
    seen.stats = BEFORE.withUsers(100, 99, 100).stats();

    assertDecided(Result.INVALID, Gate.BOOKS, "99 of 100 users were connected at the end");
  }

  @Test
  void countsThatWereLostAreInvalid() throws IOException {
    seen.judgeLost = true;

    assertDecided(Result.INVALID, Gate.BOOKS, "its counts are lost");
  }

  @Test
  void trendBeforeTheFaultIsARemark() {
    seen.steadiness = Optional.of(new Steadiness(new Trend(0.01, 12.5), new Trend(0.01, -3)));

    assertRemark(Gate.STEADY, "throughput by +12.5 % a minute, the request p50 by -3.0 % a minute");
  }

  @Test
  void trendBeforeTheFaultIsInvalidForALimitOnTheTimesThen() throws IOException {
    seen.phases.put(Phase.BASELINE, requests(1_000, 12_000));
    seen.steadiness = Optional.of(new Steadiness(new Trend(0.5, 12.5), new Trend(0.01, -3)));
    name("requests.p99<=250ms during baseline");

    assertDecided(Result.INVALID, Gate.STEADY, "a trend: the request p50 by -3.0 % a minute");
  }

  @Test
  void baselineThatIsTooShortToSayDoesNotApply() {
    seen.steadiness = Optional.empty();

    assertThat(judge().verdict().result()).isEqualTo(Result.PASSED);
    assertThat(check(judge(), Gate.STEADY).state()).isEqualTo(GateCheck.State.NOT_APPLICABLE);
  }

  @Test
  void stolenCoreIsARemarkOrInvalidAsTheRunSays() throws IOException {
    seen.machine =
        new MachineQuiet(
            new MachineLoad(
                Duration.ofMillis(2),
                OptionalDouble.of(0),
                Optional.of(new MachineLoad.Ticks(1_000, 0))),
            new MachineLoad(
                Duration.ofMillis(2),
                OptionalDouble.of(0),
                Optional.of(new MachineLoad.Ticks(2_000, 500))));
    assertRemark(Gate.MACHINE, "gave 50.0 % of the CPU time to others");

    quietMachine = true;

    assertDecided(Result.INVALID, Gate.MACHINE, "gave 50.0 % of the CPU time to others");
  }

  @Test
  void faultThatDoesNothingIsInvalid() throws IOException {
    detected = false;

    assertDecided(Result.INVALID, Gate.FAULT_PROVEN, "was not seen to act on backend-2");
  }

  @Test
  void faultThatCouldNotBeJudgedIsInvalid() {
    var judged =
        RunResult.judge(
            SampleRecord.PLACE,
            Experiment.of(PLAN, Criteria.DEFAULT),
            seen.observations(),
            List.of());

    assertThat(judged.verdict().result()).isEqualTo(Result.INVALID);
    assertThat(judged.verdict().gate()).isEqualTo(Gate.FAULT_PROVEN);
  }

  @Test
  void replicaThatDoesNotReturnFails() throws IOException {
    recovered = false;

    assertDecided(Result.FAILED, Gate.UNDO_PROVEN, "backend-2 was not ready again within 60 s");
  }

  @Test
  void replicaThatIsStillFrozenAtTheEndFails() throws IOException {
    seen.unready = List.of("backend-2");

    assertDecided(Result.FAILED, Gate.UNDO_PROVEN, "backend-2 is not ready at the end");
  }

  @Test
  void faultWhoseEffectIsNotMeasuredIsInvalid() throws IOException {
    fault = FaultKind.named("slow").orElseThrow().on("backend-2");

    assertDecided(Result.INVALID, Gate.FAULT_PROVEN, "was not seen to act on backend-2");
  }

  @Test
  void undoThatLiesFails() throws IOException {
    fault = FaultKind.named("slow").orElseThrow().on("backend-2");
    proven = true;

    assertDecided(Result.FAILED, Gate.UNDO_PROVEN, "effect on backend-2 was not seen to end");
  }

  @Test
  void fiftyRequestsAreInconclusiveForAPercentile() throws IOException {
    seen.phases.put(Phase.FAULT, requests(50, 12_000));
    name("requests.p99<=250ms during fault");

    assertDecided(Result.INCONCLUSIVE, Gate.EVIDENCE, "it takes at least 299");
  }

  @Test
  void nothingToJudgeByIsInconclusive() throws IOException {
    seen.stats = BEFORE.withTotal(0).stats();

    assertDecided(Result.INCONCLUSIVE, Gate.EVIDENCE, "No requests were counted");
  }

  @Test
  void slowRequestsFailTheirObjectiveAndItIsNamed() throws IOException {
    seen.phases.put(Phase.FAULT, requests(450, 212_000));
    name("requests.p99<=50ms during fault");

    assertDecided(Result.FAILED, Gate.OBJECTIVES, "requests.p99<=50ms during fault: 21");
  }

  @Test
  void intervalThatCrossesItsLimitIsInconclusive() throws IOException {
    seen.phases.put(Phase.FAULT, requests(296, 12_000).plus(requests(4, 400_000)));
    name("requests.p99<=250ms during fault");

    assertDecided(Result.INCONCLUSIVE, Gate.OBJECTIVES, "too close to the limit to tell");
  }

  @Test
  void failedRequestFailsUnlessSomeAreAllowed() throws IOException {
    seen.stats = BEFORE.withTotal(100_000).withFailed(2).stats();
    after = AFTER.withFailed(2);
    assertDecided(Result.FAILED, Gate.OBJECTIVES, "2 requests failed");

    name("requests.failed<=0.1%");

    assertThat(judge().verdict().result()).as("%s", judge().verdict()).isEqualTo(Result.PASSED);
  }

  @Test
  void runThatWasEndedIsAborted() {
    seen.aborted = Optional.of("The operator ended the run before its time");
    seen.stats = BEFORE.unsettled().stats();

    var judged = judge();

    assertThat(judged.verdict().result()).isEqualTo(Result.ABORTED);
    assertThat(judged.exitCode()).isEqualTo(5);
    assertThat(judged.verdict().gate()).isNull();
    assertThat(judged.passed()).isFalse();
    assertThat(RunReport.of(judged, List.of())).last().isEqualTo("ABORTED");
  }

  @Test
  void faultThatWasInjectedAndHasNoVerdictMakesTheRunInvalid() throws IOException {
    seen.injected = List.of(new Freeze("backend-3", Duration.ofSeconds(10)));

    assertDecided(Result.INVALID, Gate.FAULT_PROVEN, "backend-3 for 10s: no verdict");
  }

  @Test
  void measurementThatNeverBeganMakesTheRunInvalid() {
    seen.measured = Optional.empty();
    var late =
        new RunPlan(
            2,
            OptionalInt.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            LoadPlan.DEFAULT.withUsers(100),
            new Timing(Timing.Start.MEASURING, Duration.ofSeconds(10), Duration.ofSeconds(60)),
            Schedule.of());

    var judged =
        RunResult.judge(
            SampleRecord.PLACE,
            Experiment.of(late, Criteria.DEFAULT),
            seen.observations(),
            List.of());

    assertThat(judged.verdict().result()).isEqualTo(Result.INVALID);
    assertThat(judged.verdict().causes())
        .contains("Nothing was measured: the warm-up did not end in time");
  }
}
