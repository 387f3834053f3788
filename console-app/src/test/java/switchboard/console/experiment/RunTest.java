package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.console.ManualClock;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.SystemState;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

/** A whole run, of a platform in memory. */
class RunTest {
  private static final Duration LASTS = Duration.ofMillis(1_500);

  private static final AbortCondition ABORT = AbortCondition.parse("requests.failed>5% for 1s");

  private final Clock clock = Clock.systemUTC();
  private final Instant begun = clock.instant();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(clock, simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), clock);
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger bad = new AtomicInteger();

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private RunResult run(Duration warmUp) throws InterruptedException {
    return run(session, warmUp);
  }

  private RunResult run(Session by, Duration warmUp) throws InterruptedException {
    return run(by, OptionalInt.empty(), warmUp);
  }

  private RunResult run(Session by, OptionalInt simulators, Duration warmUp)
      throws InterruptedException {
    by.start();
    var load = LoadPlan.DEFAULT.withUsers(100);
    var plan =
        new RunPlan(
            2,
            simulators,
            Optional.of(Fsync.EVERYSEC),
            false,
            Optional.empty(),
            load,
            new Timing(Timing.Start.LOAD, warmUp, LASTS),
            Schedule.of());
    return new Run(by, said::add).execute(Experiment.of(plan, Criteria.DEFAULT)).orElseThrow();
  }

  /** Of two replicas and a hundred users, without a warm-up. */
  private static RunPlan plan(Duration lasts, Schedule schedule) {
    return new RunPlan(
        2,
        OptionalInt.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        LoadPlan.DEFAULT.withUsers(100),
        new Timing(Timing.Start.LOAD, Duration.ZERO, lasts),
        schedule);
  }

  @Test
  void timesAndUsageAreMeasuredOnceTheWarmUpIsOver() throws InterruptedException {
    var result = run(Duration.ofMillis(500));

    assertThat(simulator.marks()).isEqualTo(1);
    assertThat(result.measuredSeconds()).isPositive();
    assertThat(result.ramp().usersPerSecond()).isPositive();
    assertThat(result.usage().keySet())
        .containsExactly("simulator", "gateway", "backend-1", "backend-2", "store");
    assertThat(result.totalCpuCores()).isCloseTo(2.5, within(0.01));
    assertThat(said.getFirst()).isEqualTo("Launching on " + platform.name() + " …");
    assertThat(String.join("\n", said)).contains("Chat at ", "Store: ", "after the warm-up:");
  }

  @Test
  void warmUpThatDoesNotEndIsSaid() throws InterruptedException {
    var result = run(LASTS);

    assertThat(simulator.marks()).isZero();
    assertThat(result.measuredSeconds()).isNull();
    assertThat(String.join("\n", said))
        .contains("Measured since the start of the load, because the warm-up did not end");
  }

  @Test
  void systemThatRanBeforeGoesOnWithoutTheRunsUsersAndThatIsSaidFirst()
      throws InterruptedException {
    platform.runElsewhere(3);

    run(LASTS);
    session.close();

    assertThat(String.join("\n", said))
        .startsWith(
            "A system with 3 replicas is already running. It is adopted with 2, and keeps running");
    assertThat(platform.existingReplicas()).isPresent();
    assertThat(simulator.load().orElseThrow().users()).isZero();
  }

  @Test
  void systemThatTheRunLaunchedIsStopped() throws InterruptedException {
    run(LASTS);

    assertThat(platform.state().phase()).isEqualTo(SystemState.Phase.STOPPED);
  }

  @Test
  void storeIsLaunchedAsWished() throws InterruptedException {
    run(LASTS);

    assertThat(platform.fsync()).contains(Fsync.EVERYSEC);
  }

  @Test
  void usersAreSharedByAsManySimulatorsAsAreWanted() throws InterruptedException {
    simulator.tell(stats -> SampleStats.UNHARMED.withTotal(1_000).stats());

    var result = run(session, OptionalInt.of(2), LASTS);

    assertThat(simulator.load().orElseThrow().users()).isEqualTo(50);
    assertThat(result.users().connectedPeak()).isEqualTo(200);
    assertThat(result.requests().total()).isEqualTo(2_000);
  }

  @Test
  void runInWhichASimulatorWasStartedAgainIsInvalid() throws InterruptedException {
    simulator.tell(
        stats ->
            simulator.marks() == 0
                ? stats
                : SampleStats.UNHARMED.restartedAt("2026-01-01T00:00:30.000Z").stats());

    var result = run(Duration.ZERO);

    assertThat(result.passed()).isFalse();
    assertThat(result.reasons()).anyMatch(reason -> reason.contains("counts are lost"));
  }

  @Test
  void runWhoseStoreIsClearedInItsMiddleNeverPassesAndSaysWhyFirst() throws InterruptedException {
    simulator.tell(
        stats ->
            simulator.marks() == 0
                ? stats
                : SampleStats.UNHARMED.withFailed(3).withHistoryResets(100L).stats());

    var result = run(Duration.ZERO);

    assertThat(result.passed()).isFalse();
    assertThat(result.reasons().getFirst())
        .isEqualTo("The store lost its history: users were notified 100 times");
    assertThat(said.stream().filter(line -> line.startsWith("- ")).findFirst())
        .contains("- The store lost its history: users were notified 100 times");
  }

  @Test
  void runWhoseDeliveriesTakeFiveSecondsDoesNotPass() throws InterruptedException {
    simulator.tell(
        stats ->
            simulator.marks() == 0
                ? stats
                : SampleStats.UNHARMED
                    .withTotal(2_000)
                    .withMoreDeliveries(SampleStats.times(300 * asked.incrementAndGet(), 4_900_000))
                    .stats());

    var result = run(Duration.ZERO);

    assertThat(result.reasons())
        .containsExactly("Delivery p99 was 4.9 s, over the objective of 1 s");
    assertThat(result.objective().samples()).isGreaterThanOrEqualTo(299);
  }

  @Test
  void deliveriesOfARunWhoseWarmUpDoesNotEndAreJudgedFromTheLoadsStart()
      throws InterruptedException {
    simulator.tell(
        stats ->
            SampleStats.UNHARMED
                .withTotal(2_000)
                .withMoreDeliveries(SampleStats.times(300 * asked.incrementAndGet(), 4_900_000))
                .stats());

    var result = run(LASTS);

    assertThat(result.reasons())
        .containsExactly("Delivery p99 was 4.9 s, over the objective of 1 s");
  }

  @Test
  void deliveriesOfTheWarmUpAreNotJudged() throws InterruptedException {
    simulator.tell(
        stats -> {
          var count = simulator.marks() == 0 ? asked.incrementAndGet() : asked.get();
          return SampleStats.UNHARMED
              .withTotal(2_000)
              .withMoreDeliveries(SampleStats.times(100 * count, 4_900_000))
              .stats();
        });

    var result = run(Duration.ofMillis(500));

    assertThat(result.passed()).as("%s", result.reasons()).isTrue();
    assertThat(result.objective().samples()).isZero();
    assertThat(result.objective().met()).isNull();
  }

  @Test
  @Timeout(60)
  void deliveriesThatAFaultMadeLateAreNotHeldAgainstTheRun() throws InterruptedException {
    var told = new ManualClock();
    var killed = new FakePlatform(told, simulator.address());
    var total = new AtomicInteger(1_000);
    simulator.tell(
        stats -> {
          // A second passes with every look, and the replica that was killed is away for one.
          told.advance(Duration.ofSeconds(1));
          var away = killed.state().backends().stream().filter(each -> !each.isReady()).toList();
          var late = away.isEmpty() ? asked.get() : asked.addAndGet(1_000);
          away.forEach(each -> killed.restart(each.name()));
          return SampleStats.UNHARMED
              .withTotal(total.incrementAndGet())
              .withMoreDeliveries(SampleStats.times(late, 4_900_000))
              .stats();
        });
    try (var hers = new Session(killed, new OkHttpClient(), told)) {
      FakeSessions.start(hers);
      var plan = plan(LASTS, Schedule.of(ScheduledFault.parseKill("backend-2@300ms")));

      var result =
          new Run(hers, said::add).execute(Experiment.of(plan, Criteria.DEFAULT)).orElseThrow();

      assertThat(asked.get()).isPositive();
      assertThat(result.reasons()).isEmpty();
      assertThat(result.faults()).hasSize(1);
    }
  }

  @Test
  @Timeout(30)
  void runThatIsEndedIsJudgedByWhatWasSeenAndLeftToWhoEndedIt() throws Exception {
    session.start();
    var run = new Run(session, said::add);
    var plan = plan(Duration.ofHours(1), Schedule.of());
    simulator.tell(
        stats -> {
          if (simulator.marks() > 0) {
            run.abort();
          }
          return stats;
        });

    var result = run.execute(Experiment.of(plan, Criteria.DEFAULT)).orElseThrow();

    assertThat(result.verdict().result()).isEqualTo(Result.ABORTED);
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(said.getLast()).isEqualTo("ABORTED");
    assertThat(simulator.quiesces()).isZero();
    assertThat(platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
  }

  /** Of a system that goes on after the run, so that nothing but the condition ends the fault. */
  @Test
  @Timeout(60)
  void conditionEndsTheRunAndItsFaults() throws InterruptedException {
    platform.runElsewhere(2);
    session.start();
    simulator.tell(stats -> failing(platform.state().readyBackends() < 2));

    var result =
        new Run(session, said::add)
            .execute(Experiment.of(freezing(Duration.ofHours(1)), Criteria.DEFAULT))
            .orElseThrow();

    assertThat(result.verdict().result()).isEqualTo(Result.ABORTED);
    assertThat(result.verdict().sentence()).contains("ended by requests.failed>5% for 1s: ");
    assertThat(platform.state().readyBackends()).isEqualTo(2);
  }

  @Test
  @Timeout(60)
  void conditionEndsAFaultThatOutlastsTheLoad() throws InterruptedException {
    platform.runElsewhere(2);
    session.start();
    simulator.tell(stats -> failing(session.now().isAfter(begun.plus(LASTS).plusSeconds(1))));

    var result =
        new Run(session, said::add)
            .execute(Experiment.of(freezing(LASTS), Criteria.DEFAULT))
            .orElseThrow();

    assertThat(result.verdict().result()).isEqualTo(Result.ABORTED);
    assertThat(platform.state().readyBackends()).isEqualTo(2);
  }

  @Test
  void whatIsLeftOfTheLoadAtItsEndEndsNoRun() throws InterruptedException {
    session.start();
    simulator.tell(stats -> failing(simulator.quiesces() > 0));
    var plan = plan(LASTS, new Schedule(List.of(), 0, false, List.of(ABORT)));

    var result =
        new Run(session, said::add).execute(Experiment.of(plan, Criteria.DEFAULT)).orElseThrow();

    assertThat(result.verdict().result()).isNotEqualTo(Result.ABORTED);
  }

  private RunPlan freezing(Duration lasts) {
    return plan(
        lasts,
        new Schedule(
            List.of(ScheduledStep.parse("freeze:backend-2@100ms/10m")), 0, false, List.of(ABORT)));
  }

  /** Of a hundred requests more, twenty failed. */
  private LoadStats failing(boolean now) {
    var all = asked.addAndGet(100);
    var failed = now ? bad.addAndGet(20) : bad.get();
    return SampleStats.UNHARMED.withTotal(1_000 + all).withFailed(failed).stats();
  }

  @Test
  void simulatorThatIsTooLateToConnectItsUsersIsTheReason() throws InterruptedException {
    simulator.tell(
        stats -> SampleStats.UNHARMED.withUsers(100, 99, 99).withLatenessMillis(250).stats());

    var result = run(Duration.ZERO);

    assertThat(result.verdict().result()).isEqualTo(Result.INVALID);
    assertThat(result.verdict().gate()).isEqualTo(Gate.GENERATOR);
  }

  @Test
  void namedObjectiveIsJudgedOfItsPhase() throws InterruptedException {
    simulator.tell(
        stats ->
            SampleStats.UNHARMED
                .withMoreRequests(SampleStats.times(300 * asked.incrementAndGet(), 900_000))
                .stats());
    session.start();
    var criteria =
        new Criteria(
            Objectives.DEFAULT.with(
                List.of(
                    Objective.parse("requests.p99<=250ms during baseline"),
                    Objective.parse("promql(\"up\")<=1"))),
            false);
    var plan = plan(Duration.ofSeconds(3), Schedule.of());

    var result = new Run(session, said::add).execute(Experiment.of(plan, criteria)).orElseThrow();

    assertThat(result.verdict().result()).isEqualTo(Result.FAILED);
    assertThat(result.verdict().sentence())
        .startsWith("objectives: requests.p99<=250ms during baseline: 90");
    assertThat(result.verdict().causes()).contains("promql(\"up\")<=1: the query has no answer");
  }

  @Test
  void failedRequestsAreInTheResult() throws InterruptedException {
    var failed =
        new FailedRequest(
            Instant.parse("2026-01-01T12:00:00.042Z"),
            "user-7",
            "/ws",
            "SEND",
            "gateway",
            null,
            "reset",
            12.5,
            1);
    simulator.fail(failed);

    var result = run(LASTS);

    assertThat(result.failures()).containsExactly(failed);
    assertThat(result.failuresTotal()).isEqualTo(1);
  }

  @Test
  void simulatorThatDoesNotKeepFailedRequestsIsJudgedWithoutThem() throws InterruptedException {
    simulator.keepNoFailures();

    var result = run(LASTS);

    assertThat(result.passed()).as("%s", result.reasons()).isTrue();
    assertThat(result.failures()).isNull();
    assertThat(result.failuresTotal()).isNull();
  }

  @Test
  @Timeout(30)
  void replicaThatDiesAgainAndAgainDoesNotKeepTheRunFromEnding() throws Exception {
    var fast = new ManualClock();
    var dying = new FakePlatform(fast, simulator.address());
    try (var hers = new Session(dying, new OkHttpClient(), fast);
        var death = Executors.newSingleThreadScheduledExecutor()) {
      var ticks =
          death.scheduleWithFixedDelay(
              () -> {
                fast.advance(Duration.ofSeconds(1));
                if (dying.state().phase() == SystemState.Phase.RUNNING) {
                  dying.kill("backend-1");
                  dying.restart("backend-1");
                }
              },
              0,
              20,
              TimeUnit.MILLISECONDS);

      var result = run(hers, LASTS);

      assertThat(result.faults()).isNotEmpty();
      ticks.cancel(false);
    }
  }
}
