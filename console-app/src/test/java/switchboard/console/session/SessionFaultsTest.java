package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.ManualClock;
import switchboard.console.Outcome;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Ledger;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.Kill;
import switchboard.console.fault.kind.Slow;
import switchboard.console.fault.kind.Stop;
import switchboard.console.intent.Intents;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Limits;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.SelfReport;
import switchboard.console.platform.SystemState;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Result;

/** Faults from the operator's action to the verdict. */
class SessionFaultsTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ManualClock clock = new ManualClock();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(clock, simulator.address());
  private final ManualTimer timer = new ManualTimer();
  private final Session session =
      new Session(
          platform,
          new OkHttpClient(),
          clock,
          () -> Duration.ofSeconds(1),
          Intents.UNWRITTEN,
          RunningSystems.UNWRITTEN,
          timer);

  @BeforeEach
  void launch() {
    session.watch();
    done(session.launch(2, LoadPlan.DEFAULT, step -> {}));
    // A fault takes the figures that there are when the simulator is slow to answer.
    Ticks.tick(session);
  }

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private State stateOf(String replica) {
    return platform.state().instance(replica).orElseThrow().state();
  }

  /** Lets the observation window pass. */
  private List<Verdict> verdicts() {
    clock.advance(FaultRun.OBSERVATION_WINDOW.plusSeconds(1));
    Ticks.tick(session);
    return session.snapshot().verdicts();
  }

  private Verdict verdict() {
    var verdicts = verdicts();
    assertThat(verdicts).hasSize(1);
    return verdicts.getFirst();
  }

  @Test
  void engineThatDoesNotAnswerIsToldOnceAndThatItDoesAgain() {
    platform.loseTouch(Optional.of("the cluster does not respond"));
    Ticks.tick(session);
    Ticks.tick(session);
    assertThat(session.snapshot().connectionProblem()).contains("the cluster does not respond");
    platform.loseTouch(Optional.empty());
    Ticks.tick(session);

    assertThat(session.snapshot().connectionProblem()).isEmpty();
    assertThat(session.snapshot().timeline())
        .extracting(TimelineEvent::text)
        .containsSubsequence("the cluster does not respond", "reconnected")
        .doesNotHaveDuplicates();
  }

  private boolean timelineSays(String text) {
    Ticks.tick(session);
    return session.snapshot().timeline().stream().anyMatch(event -> event.text().contains(text));
  }

  @Test
  void freezeEndsByItselfAndIsJudged() {
    var lasts = Duration.ofSeconds(3);
    platform.consume(
        () ->
            Map.of(
                "backend-1",
                new ResourceReading(clock.instant(), Duration.ofSeconds(7), OptionalLong.empty())));
    platform.reportBy(
        "backend-1",
        () -> {
          var now = clock.instant();
          return Outcome.done(new SelfReport(now, now, "", Set.of(), now));
        });
    done(session.faults().inject(new Freeze("backend-1", lasts)));

    assertThat(stateOf("backend-1")).isEqualTo(State.PAUSED);
    for (int second = 1; second < 3; second++) {
      clock.advance(Duration.ofSeconds(1));
      Ticks.tick(session);
    }
    clock.advance(Duration.ofSeconds(1));
    timer.advance(lasts);
    assertThat(stateOf("backend-1")).isEqualTo(State.READY);
    Ticks.tick(session);
    var verdict = verdict();
    assertThat(verdict.fault()).isEqualTo(new Freeze("backend-1", lasts));
    assertThat(verdict.result())
        .as("%s %s", verdict.sentence(), verdict.reasons())
        .isEqualTo(Result.PASSED);
    assertThat(verdict.detectedAfter()).isPresent();
    assertThat(session.undoing().unfreeze("backend-1")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void faultOfAReplicaItselfEndsWhenTheReplicaSaysSo() {
    var slow = new Slow("backend-1", SHORT, Duration.ZERO, 100, 0, Duration.ofSeconds(10));
    done(session.faults().inject(slow));
    assertThat(timelineSays("slowed backend-1 by 200ms")).isTrue();

    clock.advance(Duration.ofSeconds(11));
    assertThat(verdicts()).as("it is still active").isEmpty();

    platform.endBackendFaults("backend-1");
    Ticks.tick(session);
    var verdict = verdict();
    assertThat(verdict.fault()).isEqualTo(slow);
    assertThat(verdict.detectedAfter()).isPresent();
    assertThat(verdict.recoveredAfter()).contains(Duration.ofSeconds(33));
  }

  @Test
  void faultOfAReplicaItselfThatDoesNotEndHasNotRecovered() {
    done(
        session
            .faults()
            .inject(new Slow("backend-1", SHORT, Duration.ZERO, 100, 0, Duration.ofSeconds(10))));

    clock.advance(Duration.ofSeconds(71));
    var verdict = verdict();

    assertThat(verdict.reasons())
        .anyMatch(each -> each.contains("was not ready again within 70 s"));
    assertThat(verdict.recoveredAfter()).isEmpty();
  }

  @Test
  void thawEndsAFreezeEarlier() {
    done(session.faults().inject(new Freeze("backend-1", LONG)));
    clock.advance(Duration.ofSeconds(3));

    done(session.undoing().unfreeze("backend-1"));

    assertThat(stateOf("backend-1")).isEqualTo(State.READY);
    assertThat(verdict().recoveredAfter()).contains(Duration.ofSeconds(3));
  }

  @Test
  void secondFreezeIsNotEndedByTheTimeOfTheFirst() {
    done(session.faults().inject(new Freeze("backend-1", SHORT)));
    done(session.faults().inject(new Freeze("backend-1", LONG)));
    done(session.faults().inject(new Freeze("backend-2", SHORT.multipliedBy(2))));

    timer.advance(SHORT.multipliedBy(2));

    assertThat(stateOf("backend-2")).isEqualTo(State.READY);
    assertThat(stateOf("backend-1")).isEqualTo(State.PAUSED);
  }

  @Test
  void freezeThatWasProlongedGetsOneVerdict() {
    done(session.faults().inject(new Freeze("backend-1", LONG)));
    done(session.faults().inject(new Freeze("backend-1", SHORT)));

    timer.advance(SHORT);

    assertThat(verdict().fault()).isEqualTo(new Freeze("backend-1", SHORT));
  }

  @Test
  void replicaThatCannotBeThawedIsToldAndTriedAgain() {
    platform.failUnpauses(1);
    done(session.faults().inject(new Freeze("backend-1", SHORT)));

    timer.advance(SHORT);
    assertThat(timelineSays("Unfreezing backend-1 failed")).isTrue();
    assertThat(stateOf("backend-1")).isEqualTo(State.PAUSED);
    timer.advance(Freezes.RETRY);
    assertThat(stateOf("backend-1")).isEqualTo(State.READY);
  }

  @Test
  void stopOfTheSystemThawsFirst() {
    done(session.faults().inject(new Freeze("backend-1", LONG)));

    done(session.stop(false, step -> {}));

    assertThat(platform.heldWhenStopped()).isFalse();
    assertThat(platform.state()).isEqualTo(SystemState.STOPPED);
  }

  @Test
  void replicaStaysStoppedUntilItIsStartedAndTheStopIsJudged() {
    done(session.faults().inject(new Stop("backend-2")));
    assertThat(stateOf("backend-2")).isEqualTo(State.STOPPED);

    done(session.replicas().start("backend-2"));

    assertThat(stateOf("backend-2")).isEqualTo(State.READY);
    var verdict = verdict();
    assertThat(verdict.fault()).isEqualTo(new Stop("backend-2"));
    assertThat(verdict.result())
        .as("%s %s", verdict.sentence(), verdict.reasons())
        .isEqualTo(Result.PASSED);
    assertThat(timelineSays("stopped backend-2")).isTrue();
    assertThat(timelineSays("started backend-2")).isTrue();
    assertThat(timelineSays("outside the console")).isFalse();
  }

  @Test
  void killOfAReplicaThatWasStoppedAndStartedHasItsOwnVerdict() {
    done(session.faults().inject(new Stop("backend-2")));
    done(session.replicas().start("backend-2"));
    done(session.faults().inject(new Kill("backend-2")));
    platform.restart("backend-2");

    assertThat(verdicts())
        .allMatch(verdict -> verdict.result() == Result.PASSED)
        .extracting(verdict -> verdict.fault().kind())
        .containsExactly("stop", "kill");
  }

  @Test
  void limitsAreInForceAndJudged() {
    var limits = new Limits(0.5, 128L << 20);

    done(session.replicas().limit(limits, step -> {}));

    assertThat(platform.state().backends())
        .allMatch(each -> each.limits().orElseThrow().equals(limits));
    var verdict = verdict();
    assertThat(verdict.fault()).isEqualTo(new Fault.Limit(limits));
    assertThat(verdict.result())
        .as("%s %s", verdict.sentence(), verdict.reasons())
        .isEqualTo(Result.PASSED);
    assertThat(timelineSays(limits.words())).isTrue();
  }

  @Test
  void verdictAndTimelineLeadToTheRequestsThatFailedInTheFaultsTime() {
    var begin = SampleStats.UNHARMED.at();
    simulator.tell(stats -> SampleStats.UNHARMED.withFailed(3).stats());
    done(session.faults().inject(new Kill("backend-2")));
    platform.restart("backend-2");
    var failed = Stream.of(-5, 1, 20, 90).map(second -> failed(begin.plusSeconds(second)));
    simulator.fail(failed.toArray(FailedRequest[]::new));
    simulator.tell(
        stats ->
            SampleStats.UNHARMED.withTotal(2_000).withFailed(5).at(begin.plusSeconds(60)).stats());

    var verdict = verdict();

    assertThat(verdict.reasons()).containsExactly("2 requests failed");
    var span = verdict.failed().orElseThrow();
    assertThat(done(session.load().failures()).of(span).failures())
        .extracting(FailedRequest::at)
        .containsExactly(begin.plusSeconds(1), begin.plusSeconds(20));
    assertThat(session.snapshot().timeline())
        .filteredOn(event -> event.failed().isPresent())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.text()).isEqualTo("backend-2: failed · 2 requests failed");
              assertThat(event.failed()).contains(span);
            });
  }

  @Test
  void ledgerOfAKillSaysWhatIsKnownAndWhyTheRestIsNot() {
    var at = clock.instant();
    done(session.faults().inject(new Kill("backend-2")));
    clock.advance(Duration.ofSeconds(3));
    platform.restart("backend-2");

    var ledger = verdict().ledger();

    assertThat(ledger.entries())
        .extracting(LedgerEntry::milestone)
        .containsExactly(Milestone.values());
    assertThat(evidence(ledger, Milestone.INJECTED)).contains(between(at, at));
    assertThat(evidence(ledger, Milestone.PROVEN)).contains(between(at, at));
    assertThat(evidence(ledger, Milestone.READY))
        .contains(between(at.plusSeconds(2), at.plusSeconds(3)))
        .isEqualTo(evidence(ledger, Milestone.UNDONE));
    assertThat(ledger.of(Milestone.TAKEN_OUT).getFirst().absence())
        .isEqualTo("this gateway does not say when");
    assertThat(ledger.of(Milestone.ALERT_FIRING).getFirst().absence())
        .isEqualTo("there is no Prometheus here");
    assertThat(ledger.of(Milestone.FIRST_FAILED).getFirst().absence()).isEqualTo("none failed");
    assertThat(session.snapshot().timeline())
        .extracting(TimelineEvent::text)
        .contains("backend-2 ready again after 2 to 3 s");
  }

  @Test
  void firstFailedRequestInTheLedgerIsByTheSimulatorsClock() {
    var begin = SampleStats.UNHARMED.at();
    simulator.tell(stats -> SampleStats.UNHARMED.stats());
    done(session.faults().inject(new Kill("backend-2")));
    platform.restart("backend-2");
    simulator.fail(failed(begin.plusSeconds(7)), failed(begin.plusSeconds(20)));
    simulator.tell(
        stats ->
            SampleStats.UNHARMED.withTotal(1_002).withFailed(2).at(begin.plusSeconds(60)).stats());

    var ledger = verdict().ledger();

    // The simulator's clock is at its 60th second when the console's is where it is now.
    assertThat(ledger.of(Milestone.FIRST_FAILED).getFirst().evidence())
        .contains(
            new Evidence(
                clock.instant().minusSeconds(53).minusMillis(1),
                clock.instant().minusSeconds(53).plusMillis(1),
                "simulator's clock: SEND /ws, reset"));
  }

  private static Optional<List<Instant>> evidence(Ledger ledger, Milestone milestone) {
    return ledger
        .of(milestone)
        .getFirst()
        .evidence()
        .map(seen -> List.of(seen.notBefore(), seen.notAfter()));
  }

  private static List<Instant> between(Instant from, Instant until) {
    return List.of(from, until);
  }

  @Test
  void endOfAReplicasOwnFaultLiesBetweenTwoQuestions() {
    var at = clock.instant();
    done(session.faults().inject(FaultKind.named("slow").orElseThrow().on("backend-1")));
    clock.advance(Duration.ofSeconds(11));
    Ticks.tick(session);
    clock.advance(Duration.ofSeconds(1));
    platform.endBackendFaults("backend-1");
    Ticks.tick(session);

    var verdict = verdict();

    assertThat(verdict.ledger().recovery())
        .contains(
            new Evidence(at.plusSeconds(11), at.plusSeconds(12), "the replica's list of faults"));
    assertThat(verdict.sentence()).contains("over after 11 to 12 s");
    assertThat(verdict.ledger().of(Milestone.READY).getFirst().evidence()).isEmpty();
  }

  private static FailedRequest failed(Instant at) {
    return new FailedRequest(at, "user-7", "/ws", "SEND", "gateway", null, "reset", 12.5, 1);
  }

  @Test
  void whatHappensToReplicasBehindTheConsoleIsOnTheTimeline() {
    platform.pause("backend-1", LONG);
    platform.stopReplica("backend-2");

    assertThat(timelineSays("backend-1 frozen outside the console")).isTrue();
    assertThat(timelineSays("backend-2 stopped outside the console")).isTrue();
    done(session.undoing().unfreeze("backend-1"));
    assertThat(stateOf("backend-1")).isEqualTo(State.READY);
  }
}
