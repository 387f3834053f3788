package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.ManualClock;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.session.Session;
import switchboard.console.session.Ticks;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.Result;

/** What is kept of a session without an experiment, and how it is judged. */
class SessionRecorderTest {
  private static final LoadPlan LOAD = LoadPlan.DEFAULT.withUsers(100);

  private final ManualClock clock = new ManualClock();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(clock, simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), clock);
  private final Ticks ticks = new Ticks(session);
  private final SessionRecorder recorder = new SessionRecorder(session);
  private final Session.Registration recording = recorder.start();

  @AfterEach
  void close() {
    recording.close();
    session.close();
    simulator.close();
  }

  private void second() {
    clock.advance(Duration.ofSeconds(1));
    ticks.tick();
  }

  private void launch(int replicas) {
    ticks.tick();
    clock.advance(Duration.ofSeconds(1));
    done(session.launch(replicas, LOAD, step -> {}));
    second();
  }

  /** The replica that was killed is there again, and is watched for long enough. */
  private void recovered() {
    platform.restart("backend-2");
    second();
    clock.advance(FaultRun.OBSERVATION_WINDOW);
    second();
    second();
  }

  private RunRecord record() {
    return done(recorder.record());
  }

  private VerdictResult verdict() {
    return record().result().verdict();
  }

  private GateResult gate(Gate gate) {
    return record().result().gates().stream()
        .filter(each -> each.gate() == gate)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutASystemThereIsNothingToReport() {
    ticks.tick();

    assertThat(failure(recorder.record()).sentence())
        .isEqualTo("Making a report of this session failed: no system runs. Launch it first.");
  }

  @Test
  void whatWasDoneByHandIsKeptFromTheLaunchOn() {
    launch(2);
    done(session.replicas().scale(3, step -> {}));
    done(session.faults().inject(new Kill("backend-2")));
    recovered();

    var record = record();

    assertThat(record.remains().session()).contains(new RunRemains.OfSession(0));
    assertThat(record.remains().experiment().name()).isEqualTo("Session on Memory");
    assertThat(record.remains().experiment().plan().replicas()).isEqualTo(3);
    assertThat(record.remains().experiment().plan().load()).isEqualTo(LOAD);
    assertThat(record.remains().timeline())
        .extracting(TimelineEvent::text)
        .contains("users 200 → 100", "scaled 2 → 3", "killed backend-2");
    assertThat(record.verdicts()).hasSize(1);
    assertThat(record.remains().faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.judgedAt()).isPresent());
    assertThat(record.result().faults()).hasSize(1);
    assertThat(record.remains().moments().begun())
        .isEqualTo(record.remains().timeline().getFirst().at());
  }

  @Test
  void sessionInWhichNothingWasMissedIsInconclusiveBecauseItsLoadStillRuns() {
    launch(2);
    second();

    assertThat(verdict().result()).isEqualTo(Result.INCONCLUSIVE);
    assertThat(verdict().gate()).isNull();
    assertThat(verdict().sentence())
        .isEqualTo(
            "A session is judged while its load runs, so it can fail and cannot pass: what was"
                + " under way can still get lost. Run an experiment for a verdict that can.");
    assertThat(List.of(Gate.BOOKS, Gate.STEADY, Gate.MACHINE, Gate.FAULT_PROVEN))
        .allSatisfy(
            gate -> {
              assertThat(gate(gate).state()).isEqualTo(GateCheck.State.NOT_APPLICABLE);
              assertThat(gate(gate).sentence()).isNotBlank();
            });
  }

  @Test
  void messageThatWasLostFailsTheSessionWhateverIsOpen() {
    launch(2);
    simulator.tell(
        stats -> SampleStats.UNHARMED.withTotal(stats.requests().total()).withLost(1).stats());
    second();

    assertThat(verdict().result()).isEqualTo(Result.FAILED);
    assertThat(verdict().gate()).isEqualTo(Gate.PROMISE);
  }

  @Test
  void faultWithoutAVerdictIsSaid() {
    launch(2);
    done(session.faults().inject(new Kill("backend-2")));
    second();

    assertThat(verdict().sentence()).contains(", and 1 fault had no verdict.");
    assertThat(gate(Gate.FAULT_PROVEN).sentence()).isEqualTo("No fault had its verdict");

    recovered();

    assertThat(verdict().sentence()).doesNotContain("had no verdict");
  }

  @Test
  void crashDuringTheLaunchIsNoneOfTheSession() {
    ticks.tick();
    done(platform.launch(LaunchRequest.of(2), step -> {}));
    done(platform.kill("backend-1"));
    clock.advance(Duration.ofSeconds(1));
    done(session.launch(2, LOAD, step -> {}));
    second();

    assertThat(session.snapshot().judging()).hasSize(1);
    assertThat(verdict().sentence()).doesNotContain("had no verdict");
  }

  @Test
  void faultWhoseTargetWasTakenAwayBeforeItsVerdictIsSaidToo() {
    launch(2);
    done(session.faults().inject(new Kill("backend-2")));
    done(session.replicas().scale(1, step -> {}));
    second();

    assertThat(record().verdicts()).isEmpty();
    assertThat(verdict().sentence()).contains(", and 1 fault had no verdict.");
  }

  @Test
  void nextLaunchBeginsAfresh() {
    launch(2);
    done(session.faults().inject(new Kill("backend-2")));
    recovered();
    done(session.stop(false, step -> {}));
    second();

    assertThat(failure(recorder.record()).sentence()).isNotBlank();

    launch(3);

    assertThat(record().verdicts()).isEmpty();
    assertThat(record().remains().timeline())
        .extracting(TimelineEvent::text)
        .doesNotContain("killed backend-2");
  }

  @Test
  void whatAnAdoptedSystemHadCountedBeforeIsLeftOut() {
    platform.runElsewhere(2);
    simulator.tell(
        stats -> SampleStats.UNHARMED.withTotal(stats.requests().total()).withFailed(3).stats());
    launch(2);
    second();

    var result = record().result();

    assertThat(record().remains().place().adopted()).isTrue();
    assertThat(result.requests().failed()).isZero();
    assertThat(result.requests().total()).isPositive();
  }

  @Test
  void simulatorThatDoesNotAnswerIsSaid() {
    launch(2);
    simulator.close();

    assertThat(failure(recorder.record()).sentence()).isNotBlank();
  }

  @Test
  void lostCountsMakeTheSessionInvalid() {
    launch(2);
    second();
    simulator.tell(stats -> SampleStats.UNHARMED.restartedAt("2026-01-01T09:00:00.000Z").stats());
    second();

    assertThat(verdict().result()).isEqualTo(Result.INVALID);
    assertThat(verdict().gate()).isEqualTo(Gate.BOOKS);
  }
}
