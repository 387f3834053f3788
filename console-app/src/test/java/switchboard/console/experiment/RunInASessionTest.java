package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.console.Failure;
import switchboard.console.experiment.journal.Journal;
import switchboard.console.experiment.progress.RunPhase;
import switchboard.console.experiment.progress.StepProgress;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

/** Runs in a session that goes on after them, as the window has it. */
@Timeout(60)
class RunInASessionTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final LoadPlan OPERATORS = LoadPlan.DEFAULT.withUsers(60);

  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(Clock.systemUTC(), simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), Clock.systemUTC());
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Step> launched = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    FakeSessions.start(session);
  }

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private static Experiment experiment(Duration lasts, ScheduledStep... steps) {
    return Experiment.of(
        new RunPlan(
            2,
            OptionalInt.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            LoadPlan.DEFAULT.withUsers(100),
            new Timing(Timing.Start.MEASURING, Duration.ZERO, lasts),
            Schedule.of(steps)),
        Criteria.DEFAULT);
  }

  private Run run() {
    return new Run(session, said::add, launched::add, Run.AfterRun.KEEP_RUNNING, Journal.NONE);
  }

  private int users() {
    return simulator.load().orElseThrow().users();
  }

  @Test
  void systemThatTheRunLaunchedKeepsRunningWithoutUsers() throws InterruptedException {
    assertThat(run().execute(experiment(SHORT))).isPresent();

    assertThat(platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
    assertThat(users()).isZero();
    assertThat(launched).extracting(Step::name).contains("Start store");
  }

  @Test
  void systemThatRanIsUsedAndHasItsLoadAgain() throws InterruptedException {
    session.launch(3, OPERATORS, step -> {});

    var result = run().execute(experiment(SHORT)).orElseThrow();

    assertThat(said.getFirst()).startsWith("The system that runs already is used");
    assertThat(result.users().wanted()).isEqualTo(100);
    assertThat(platform.state().backends()).hasSize(2);
    assertThat(platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
    assertThat(users()).isEqualTo(60);
  }

  @Test
  void runThatIsEndedBeforeItBeginsChangesNothing() throws InterruptedException {
    session.launch(3, OPERATORS, step -> {});
    var run = run();
    run.abort();

    assertThat(run.execute(experiment(SHORT))).isEmpty();

    assertThat(platform.state().backends()).hasSize(3);
    assertThat(users()).isEqualTo(60);
  }

  @Test
  void whatWasCountedBeforeIsNotHeldAgainstTheRun() throws InterruptedException {
    session.launch(2, OPERATORS, step -> {});
    var before = SampleStats.UNHARMED.stats().at();
    simulator.tell(
        stats -> SampleStats.UNHARMED.withTotal(stats.requests().total()).withFailed(3).stats());
    simulator.fail(
        failedAt(before.minusSeconds(9)),
        failedAt(before.minusSeconds(8)),
        failedAt(before.minusSeconds(7)));

    var result = run().execute(experiment(SHORT)).orElseThrow();

    assertThat(result.requests().failed()).isZero();
    assertThat(result.requests().total()).isPositive();
    assertThat(result.failuresTotal()).isZero();
    assertThat(result.failures()).isEmpty();
    assertThat(result.reasons()).noneMatch(reason -> reason.contains("failed"));
  }

  private static FailedRequest failedAt(Instant at) {
    return new FailedRequest(
        at, "user-1", "/api/messages", "POST", "gateway", 503, "status 503", 1, 1);
  }

  @Test
  void abortedRunUndoesItsFaultsAndTheSystemKeepsRunning() throws InterruptedException {
    var run = run();
    simulator.tell(
        stats -> {
          if (platform.state().phase() == SystemState.Phase.RUNNING
              && platform.state().readyBackends() == 1) {
            run.abort();
          }
          return stats;
        });

    var result =
        run.execute(
                experiment(Duration.ofHours(1), ScheduledStep.parse("freeze:backend-2@100ms/10m")))
            .orElseThrow();

    assertThat(result.verdict().result()).isEqualTo(Result.ABORTED);
    assertThat(platform.state().readyBackends()).isEqualTo(2);
    assertThat(users()).isZero();
  }

  @Test
  void runEndsListeningToTheSession() throws InterruptedException {
    assertThat(run().execute(experiment(SHORT))).isPresent();
    var lines = said.size();

    awaitSnapshots(3);

    assertThat(said).hasSize(lines);
  }

  @Test
  void nextRunSaysOnlyWhatHappensInIt() throws InterruptedException {
    assertThat(run().execute(experiment(SHORT))).isPresent();
    assertThat(said).anyMatch(line -> line.contains("launched 2 replicas"));
    said.clear();

    assertThat(run().execute(experiment(SHORT))).isPresent();

    assertThat(said).noneMatch(line -> line.contains("launched 2 replicas"));
  }

  private void awaitSnapshots(int count) throws InterruptedException {
    var seen = new CountDownLatch(count);
    var listening = session.listen(snapshot -> seen.countDown());
    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
    listening.close();
  }

  @Test
  void listenerHearsNothingOnceItHasEnded() throws InterruptedException {
    var heard = new AtomicInteger();
    var listening = session.listen(snapshot -> heard.incrementAndGet());
    awaitSnapshots(2);
    listening.close();
    // One call may have been under way.
    awaitSnapshots(1);
    var before = heard.get();

    awaitSnapshots(2);

    assertThat(before).isPositive();
    assertThat(heard).hasValue(before);
  }

  @Test
  void objectivesOfTheOperatorAreNotThoseOfTheRun() throws InterruptedException {
    var own = Objectives.DEFAULT.with(List.of(Objective.parse("recovery<=5s")));
    session.verdicts().judgeEachBy(own);

    assertThat(run().execute(experiment(SHORT))).isPresent();

    assertThat(session.verdicts().objectives()).isEqualTo(own);
  }

  @Test
  void progressFollowsThePhasesAndTheSteps() throws InterruptedException {
    var phases = new CopyOnWriteArrayList<RunPhase>();
    var run = new AtomicReference<Run>();
    run.set(
        new Run(
            session,
            line -> phases.addIfAbsent(run.get().progress().phase()),
            step -> {},
            Run.AfterRun.KEEP_RUNNING,
            Journal.NONE));

    var result =
        run.get()
            .execute(
                experiment(
                    Duration.ofSeconds(2),
                    new ScheduledChange(new ScheduledChange.Scale(3), SHORT.plus(SHORT))));

    assertThat(result).isPresent();

    assertThat(phases).isSorted().contains(RunPhase.LAUNCHING, RunPhase.BASELINE);
    var end = run.get().progress();
    assertThat(end.phase()).isEqualTo(RunPhase.ENDED);
    assertThat(end.steps())
        .extracting(StepProgress::state)
        .containsExactly(StepProgress.State.DONE);
  }

  @Test
  void launchThatFailsLeavesNothingToJudgeAndSaysWhy() throws InterruptedException {
    var why = new Failure("Launching", "the port is taken", "End it.");
    platform.failLaunches(why);
    var run = run();

    assertThat(run.execute(experiment(SHORT))).isEmpty();
    assertThat(run.failure()).contains(why);
  }

  @Test
  void storeOfARunningSystemKeepsItsSetting() {
    session.launch(2, OPERATORS, step -> {});
    var plan = experiment(SHORT).plan();
    var other =
        new RunPlan(
            2,
            plan.simulators(),
            Optional.of(Fsync.EVERYSEC),
            false,
            plan.limits(),
            plan.load(),
            plan.timing(),
            plan.schedule());

    assertThat(Suitability.objections(other, session.platform()))
        .extracting(Suitability.Objection::part)
        .containsExactly(Suitability.Part.FSYNC);
  }
}
