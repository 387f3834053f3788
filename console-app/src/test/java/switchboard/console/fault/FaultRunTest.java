package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Kill;
import switchboard.console.fault.kind.Stop;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.Instance;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.GateCheck.State;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

class FaultRunTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final SampleStats BEFORE = SampleStats.UNHARMED;
  private static final SampleStats AFTER = BEFORE.withTotal(1_500);
  private static final Map<String, Double> EVEN = Map.of("backend-1", 50.0, "backend-2", 50.0);

  private final FaultRun run = new FaultRun(new Kill("backend-2"), AT, Optional.of(BEFORE.stats()));

  private Verdict verdictAfterRecovery(SampleStats after) {
    run.detected(AT.plusMillis(4));
    run.recovered(AT.plusMillis(1_800));
    return run.judge(Optional.of(after.stats()), EVEN, Objectives.DEFAULT);
  }

  @Test
  void unharmedUsersAndARecoveredReplicaPass() {
    var verdict = verdictAfterRecovery(AFTER);

    assertThat(verdict.result()).isEqualTo(Result.PASSED);
    assertThat(verdict.detectedAfter()).contains(Duration.ofMillis(4));
    assertThat(verdict.recoveredAfter()).contains(Duration.ofMillis(1_800));
    assertThat(verdict.impact().requests()).isEqualTo(500);
    assertThat(verdict.sentence())
        .contains(
            "0 of 500 requests failed (≤ 0.60 %)",
            "detected in 4.0 ms", "ready again in 1.8 s", "±0.00 %");
  }

  @Test
  void failedRequestsAndLostMessagesDoNotPass() {
    var verdict = verdictAfterRecovery(AFTER.withFailed(2).withLost(1));

    assertThat(verdict.result()).isEqualTo(Result.FAILED);
    assertThat(verdict.reasons()).containsExactly("1 message was lost", "2 requests failed");
  }

  @Test
  void replicaThatStaysAwayDoesNotPass() {
    run.detected(AT.plusMillis(4));

    assertThat(run.isOver(AT.plus(Fault.RECOVERY_TIMEOUT))).isFalse();
    assertThat(run.isOver(AT.plus(Fault.RECOVERY_TIMEOUT).plusMillis(1))).isTrue();
    var verdict = run.judge(Optional.of(AFTER.stats()), EVEN, Objectives.DEFAULT);
    assertThat(verdict.result()).isEqualTo(Result.FAILED);
    assertThat(verdict.reasons()).containsExactly("backend-2 was not ready again within 60 s");
  }

  @Test
  void namedObjectivesAreJudgedOfTheFaultAloneOnlyWhenThatIsAsked() {
    var named =
        Objectives.DEFAULT.with(
            List.of(
                Objective.parse("requests.p99<=50ms during fault"),
                Objective.parse("promql(\"up\")<=0.5")));
    var slow = BEFORE.withMoreRequests(SampleStats.times(500, 230_000));
    run.detected(AT.plusMillis(4));
    run.observe(slow.stats(), AT.plusSeconds(1));
    run.recovered(AT.plusSeconds(2));

    var ofTheRun = run.judge(Optional.of(slow.stats()), EVEN, named);
    var alone =
        run.judge(
            Optional.of(slow.stats()),
            EVEN,
            named,
            Optional.of(Map.of(new Figure.Query("up"), 1.0)));

    assertThat(ofTheRun.result()).isEqualTo(Result.PASSED);
    assertThat(ofTheRun.objectives()).noneMatch(each -> each.objective().named());
    assertThat(alone.result()).isEqualTo(Result.FAILED);
    assertThat(alone.reasons())
        .containsExactly(
            "requests.p99<=50ms during fault: 230 ms of 500 samples", "promql(\"up\")<=0.5: 1");
  }

  @Test
  void lateSimulatorIsInvalid() {
    run.observe(AFTER.withLatenessMillis(250).stats(), AT.plus(FaultRun.LATENESS_WINDOW));

    var verdict = verdictAfterRecovery(AFTER);

    assertThat(verdict.result()).isEqualTo(Result.INVALID);
    assertThat(verdict.reasons().getFirst()).contains("250 ms late");
  }

  @Test
  void simulatorThatIsLateAtTheEndAloneIsInvalid() {
    var verdict = verdictAfterRecovery(AFTER.withLatenessMillis(250));

    assertThat(verdict.result()).isEqualTo(Result.INVALID);
  }

  @Test
  void faultIsDetectedAndOverWhenThatIsSaidFirst() {
    run.detected(AT.plusMillis(4));
    run.detected(AT.plusSeconds(7));
    run.recovered(AT.plusSeconds(2));
    run.recovered(AT.plusSeconds(9));

    var verdict = run.judge(Optional.of(AFTER.stats()), EVEN, Objectives.DEFAULT);

    assertThat(verdict.detectedAfter()).contains(Duration.ofMillis(4));
    assertThat(verdict.recoveredAfter()).contains(Duration.ofSeconds(2));
  }

  @Test
  void whatWasLateBeforeTheFaultIsNotItsAffair() {
    var lateInTheRamp = AFTER.withLatenessMillis(250).stats();
    run.observe(lateInTheRamp, AT.plusSeconds(1));
    run.observe(lateInTheRamp, AT.plus(FaultRun.LATENESS_WINDOW).minusMillis(1));

    assertThat(verdictAfterRecovery(AFTER).result()).isEqualTo(Result.PASSED);
  }

  @Test
  void nothingIsShownWithoutRequestsOrFigures() {
    assertThat(verdictAfterRecovery(BEFORE).result()).isEqualTo(Result.INCONCLUSIVE);
    assertThat(run.judge(Optional.empty(), EVEN, Objectives.DEFAULT).result())
        .isEqualTo(Result.INCONCLUSIVE);
  }

  @Test
  void simulatorThatWasStartedAgainMeanwhileIsInvalid() {
    var verdict = verdictAfterRecovery(AFTER.restartedAt("2026-01-01T00:00:30.000Z"));

    assertThat(verdict.result()).isEqualTo(Result.INVALID);
    assertThat(verdict.reasons()).containsExactly(LoadStats.LOST);
    assertThat(verdict.sentence()).startsWith("detected in").doesNotContain("requests");
  }

  @Test
  void deliveriesOfASimulatorThatWasStartedAgainAfterTheRecoveryAreNotJudged() {
    var slow = AFTER.withMoreDeliveries(SampleStats.times(1_000, 4_900_000));

    var verdict = verdictOfDeliveries(AFTER, slow.restartedAt("2026-01-01T00:00:30.000Z"));

    assertThat(verdict.reasons()).containsExactly(LoadStats.LOST);
    assertThat(verdict.deliveries()).isEmpty();
  }

  @Test
  void simulatorThatCameMeanwhileIsNoReasonAgainstAVerdict() {
    var verdict =
        verdictAfterRecovery(AFTER.restartedAt(BEFORE.startedAt() + " 2026-01-01T00:00:30.000Z#2"));

    assertThat(verdict.result()).isEqualTo(Result.PASSED);
  }

  private Verdict verdictOfDeliveries(SampleStats settled, SampleStats last) {
    run.detected(AT.plusMillis(4));
    run.recovered(AT.plusSeconds(2));
    run.observe(AFTER.stats(), AT.plusSeconds(12).minusMillis(1));
    run.observe(settled.stats(), AT.plusSeconds(12));
    run.observe(last.stats(), AT.plusSeconds(13));
    return run.judge(Optional.of(last.stats()), EVEN, Objectives.DEFAULT);
  }

  @Test
  void deliveriesOfFiveSecondsAfterTheRecoveryDoNotPass() {
    var slow = AFTER.withMoreDeliveries(SampleStats.times(1_000, 4_900_000));

    var verdict = verdictOfDeliveries(AFTER, slow);

    assertThat(verdict.result()).isEqualTo(Result.FAILED);
    assertThat(verdict.reasons())
        .containsExactly("Delivery p99 was 4.9 s after the recovery, over the objective of 1 s");
  }

  @Test
  void deliveriesThatTheFaultMadeLateAreNotHeldAgainstIt() {
    var late = AFTER.withMoreDeliveries(SampleStats.times(1_000, 4_900_000));

    var verdict =
        verdictOfDeliveries(late, late.withMoreDeliveries(SampleStats.times(1_000, 12_000)));

    assertThat(verdict.result()).isEqualTo(Result.PASSED);
    assertThat(verdict.sentence()).contains("· delivery p99 12 ms ·");
  }

  @Test
  void deliveriesOfUnknownTimesGetNoVerdict() {
    run.recovered(AT.plusSeconds(2));
    run.observe(AFTER.stats(), AT.plusSeconds(12));
    var last = AFTER.withMoreDeliveries(SampleStats.times(1_000, 12_000)).stats();

    var verdict =
        run.judge(Optional.of(SampleStats.withoutHistograms(last)), EVEN, Objectives.DEFAULT);

    assertThat(verdict.result()).isEqualTo(Result.INVALID);
  }

  @Test
  void replicasThatDeliverNothingAfterTheRecoveryDoNotPass() {
    var owed =
        AFTER.withMessages(
            was -> new Messages(600, 600, 30_000L, 25_000, 0, 0, 0, 0L, 0L, 0L, 5_000, 0L));

    var verdict = verdictOfDeliveries(AFTER, owed);

    assertThat(verdict.result()).isEqualTo(Result.FAILED);
    assertThat(verdict.reasons())
        .containsExactly(
            "No message was delivered after the recovery, though 5 000 deliveries were owed");
  }

  @Test
  void storeThatLostItsHistoryMeanwhileFailsTheFaultAndIsItsFirstReason() {
    var verdict = verdictAfterRecovery(AFTER.withFailed(4).withHistoryResets(100L));

    assertThat(verdict.result()).isEqualTo(Result.FAILED);
    assertThat(verdict.reasons().getFirst())
        .isEqualTo("The store lost its history: users were notified 100 times");
  }

  @Test
  void usersWhoAreNotConnectedAtTheEndLetNothingPassThoughAllOnceWere() {
    var verdict = verdictAfterRecovery(AFTER.withUsers(100, 97, 100));

    assertThat(verdict.result()).isEqualTo(Result.INVALID);
    assertThat(verdict.reasons()).containsExactly("97 of 100 users were connected at the end");
  }

  @Test
  void lostMessagesFailThoughTheSimulatorWasLate() {
    run.observe(AFTER.withLatenessMillis(250).stats(), AT.plus(FaultRun.LATENESS_WINDOW));

    var verdict = verdictAfterRecovery(AFTER.withLost(1));

    assertThat(verdict.result()).isEqualTo(Result.FAILED);
    assertThat(verdict.reasons().getFirst()).isEqualTo("1 message was lost");
  }

  @Test
  void failedRequestsAreThoseBetweenTheSimulatorsFigures() {
    var end = Instant.parse("2026-01-01T00:01:30.000Z");

    var verdict = verdictAfterRecovery(AFTER.withFailed(7).at(end));

    assertThat(verdict.failed()).contains(new FailedRequests.Span(7, BEFORE.at(), end));
    assertThat(verdictAfterRecovery(AFTER).failed()).isEmpty();
  }

  @Test
  void figuresAreInPlainWords() {
    assertThat(verdictAfterRecovery(AFTER.withTotal(1_001).withLost(1)).sentence())
        .startsWith(
            "0 of 1 request failed (≤ 95 %) · 1 message lost, 0 duplicated, 0 reordered, 0"
                + " renumbered ·");
  }

  @Test
  void usersAreWatchedForAWhileAfterTheRecovery() {
    run.detected(AT);
    run.recovered(AT.plusSeconds(2));

    assertThat(run.isOver(AT.plusSeconds(2).plus(FaultRun.OBSERVATION_WINDOW))).isFalse();
    assertThat(run.isOver(AT.plusSeconds(2).plus(FaultRun.OBSERVATION_WINDOW).plusMillis(1)))
        .isTrue();
  }

  @Test
  void beginningOfADeathFromOutsideIsNotPretendedToBeKnown() {
    var exit = new Instance.Exit(AT, 137);
    var death = new FaultRun(new Fault.Crash("backend-1", exit), AT, Optional.of(BEFORE.stats()));
    death.detected(AT);
    death.recovered(AT.plusSeconds(1));

    var verdict = death.judge(Optional.of(AFTER.stats()), EVEN, Objectives.DEFAULT);

    assertThat(verdict.detectedAfter()).isEmpty();
    assertThat(verdict.headline()).isEqualTo("backend-1 died: killed (SIGKILL) · passed");
  }

  @Test
  void unevennessIsTheLargestDistanceFromAnEqualShare() {
    var verdict =
        run.judge(
            Optional.of(AFTER.stats()),
            Map.of("backend-1", 55.0, "backend-2", 45.0),
            Objectives.DEFAULT);

    assertThat(verdict.unevenness().orElseThrow()).isEqualTo(10.0);
  }

  @Test
  void quietRoomsAfterTheRecoveryAreNoReason() {
    var verdict = verdictOfDeliveries(AFTER, AFTER);

    assertThat(verdict.result()).isEqualTo(Result.PASSED);
    assertThat(verdict.deliveries().orElseThrow().count()).isZero();
  }

  private GateCheck check(Fault fault, Consumer<FaultRun> seen, Gate gate) {
    var watched = new FaultRun(fault, AT, Optional.of(BEFORE.stats()));
    seen.accept(watched);
    return watched
        .judge(Optional.of(AFTER.stats()), EVEN, Objectives.DEFAULT)
        .conclusion()
        .gates()
        .stream()
        .filter(each -> each.gate() == gate)
        .findFirst()
        .orElseThrow();
  }

  private GateCheck proof(Fault fault, Consumer<FaultRun> seen) {
    return check(fault, seen, Gate.FAULT_PROVEN);
  }

  @Test
  void faultIsProvenByWhatWasMeasuredOrByThePlatformsEvent() {
    var kill = new Kill("backend-2");
    var slow = FaultKind.named("slow").orElseThrow().on("backend-2");
    var measured = new Evidence(AT, AT.plusSeconds(2), "server-side p50 rose by 198 ms");

    assertThat(proof(slow, seen -> seen.proven(measured)).sentence())
        .contains("server-side p50 rose by 198 ms");
    assertThat(proof(kill, seen -> seen.detected(AT)).state()).isEqualTo(State.HELD);
    assertThat(proof(kill, seen -> {}).result()).contains(Result.INVALID);
    assertThat(proof(slow, seen -> seen.detected(AT)).result()).contains(Result.INVALID);
  }

  @Test
  void faultThatMayHaveBeenTooShortToBeSeenIsSaidToBe() {
    var errors = FaultKind.named("errors").orElseThrow();

    assertThat(proof(errors.on("backend-2"), seen -> {}).sentence())
        .contains("The fault was not seen to act on backend-2");
    assertThat(
            proof(
                    errors.on("backend-2", Amounts.PRESET, Optional.of(Duration.ofMillis(500))),
                    seen -> {})
                .sentence())
        .contains(
            "The fault was not seen to act on backend-2, but 500 ms may be too short for that:"
                + " choose 2 s or longer");
  }

  @Test
  void stopIsProvenByItsEnd() {
    var stop = new Stop("backend-2");

    assertThat(proof(stop, seen -> seen.recovered(AT)).state()).isEqualTo(State.HELD);
    assertThat(proof(stop, seen -> {}).result()).contains(Result.INVALID);
  }

  @Test
  void recoveryShowsThatItIsUndoneUnlessSomethingElseDoes() {
    var kill = new Kill("backend-2");
    var measured = new Evidence(AT, AT.plusSeconds(2), "its p50 is back");

    assertThat(check(kill, seen -> seen.recovered(AT), Gate.UNDO_PROVEN).sentence())
        .contains("backend-2 is ready again");
    assertThat(
            check(
                    kill,
                    seen -> {
                      seen.recovered(AT);
                      seen.undone(measured);
                    },
                    Gate.UNDO_PROVEN)
                .sentence())
        .contains("its p50 is back");
    assertThat(check(kill, seen -> {}, Gate.UNDO_PROVEN).result()).contains(Result.FAILED);
  }

  @Test
  void recoveryIsCountedFromTheEndOfTheFaultsOwnDuration() {
    var slow = FaultKind.named("slow").orElseThrow().on("backend-2");
    var watched = new FaultRun(slow, AT, Optional.of(BEFORE.stats()));
    watched.recovered(AT.plusMillis(10_300));

    var verdict = watched.judge(Optional.of(AFTER.stats()), EVEN, Objectives.DEFAULT);

    assertThat(verdict.recovery()).contains(Duration.ofMillis(300));
    var seen = new Evidence(AT.plusMillis(10_100), AT.plusMillis(10_300), "probes");
    var noted = verdict.with(new Ledger(List.of(), Optional.of(seen)));
    assertThat(noted.recoveryText()).contains("100 to 300 ms");
    assertThat(noted.recoveryTime()).contains("10.1 to 10.3 s");
    assertThat(verdictAfterRecovery(AFTER).recovery()).contains(Duration.ofMillis(1_800));
    assertThat(
            new FaultRun(slow, AT, Optional.empty())
                .judge(Optional.empty(), EVEN, Objectives.DEFAULT)
                .recovery())
        .isEmpty();
  }

  @Test
  void limitsThatWereNamedReplaceThoseOfEveryFault() {
    var slow = AFTER.withMoreDeliveries(SampleStats.times(1_000, 4_900_000));
    run.recovered(AT.plusSeconds(2));
    run.detected(AT.plusSeconds(1));
    run.observe(AFTER.stats(), AT.plusSeconds(12));
    var named =
        Objectives.DEFAULT.with(
            List.of(Objective.parse("requests.failed<=1%"), Objective.parse("deliveries.p99<=5s")));

    var verdict = run.judge(Optional.of(slow.withFailed(2).stats()), EVEN, named);

    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.deliveries()).isEmpty();
  }

  @Test
  void requestsThatWereNotSentMeanwhileMakeItInvalid() {
    var fault =
        new FaultRun(
            new Kill("backend-2"),
            AT,
            Optional.of(BEFORE.with(new Requests(1_000, 0, 0, 1_000L, 5L)).stats()));
    fault.detected(AT);
    fault.recovered(AT);

    var same = BEFORE.with(new Requests(1_500, 0, 0, 1_500L, 5L)).stats();
    var more = BEFORE.with(new Requests(1_500, 1, 0, 1_500L, 6L)).stats();

    assertThat(fault.judge(Optional.of(same), EVEN, Objectives.DEFAULT).result())
        .isEqualTo(Result.PASSED);
    assertThat(fault.judge(Optional.of(more), EVEN, Objectives.DEFAULT).result())
        .isEqualTo(Result.INVALID);
  }

  @Test
  void oneSecondIsToldInSeconds() {
    run.recovered(AT.plusSeconds(1));

    assertThat(run.judge(Optional.of(AFTER.stats()), EVEN, Objectives.DEFAULT).sentence())
        .contains("ready again in 1.0 s");
  }
}
