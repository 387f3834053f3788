package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.console.experiment.probe.Claim;
import switchboard.console.experiment.probe.ClaimResult;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.probe.Probe.When;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.Targets;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Limits;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.session.Session;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Result;

/** The steps, probes and claims of an experiment, on a platform in memory. */
@Timeout(60)
class StepsOfARunTest {
  private static final Duration AT = Duration.ofMillis(100);

  private final Clock clock = Clock.systemUTC();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(clock, simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), clock);
  private final List<String> said = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private static RunPlan plan(Duration lasts, Optional<Limits> limits, ScheduledStep... steps) {
    return new RunPlan(
        2,
        OptionalInt.empty(),
        Optional.empty(),
        false,
        limits,
        LoadPlan.DEFAULT.withUsers(100),
        new Timing(Timing.Start.MEASURING, Duration.ZERO, lasts),
        Schedule.of(steps));
  }

  private RunResult run(RunPlan plan, List<Probe> probes, List<Claim> claims)
      throws InterruptedException {
    session.start();
    return new Run(session, said::add)
        .execute(new Experiment("test", Optional.empty(), plan, Criteria.DEFAULT, probes, claims))
        .orElseThrow();
  }

  private RunResult run(ScheduledStep... steps) throws InterruptedException {
    return run(plan(Duration.ofSeconds(1), Optional.empty(), steps), List.of(), List.of());
  }

  private static Probe replicas(double least, When... when) {
    return new Probe(
        "replicas",
        Probe.Engine.REPLICAS,
        OptionalDouble.of(least),
        OptionalDouble.empty(),
        Set.of(when),
        false);
  }

  @Test
  void changesAreMadeInTheirOrderAndTheRunAwaitsThem() throws InterruptedException {
    platform.runElsewhere(2);
    var limits = new Limits(0.5, 256L << 20);

    var result =
        run(
            new ScheduledChange(new ScheduledChange.Scale(4), AT),
            new ScheduledChange(new ScheduledChange.Limit(limits), AT),
            new ScheduledChange(
                new ScheduledChange.Load(LoadPlan.DEFAULT.withUsers(100)), AT.plus(AT)));

    assertThat(result.verdict().causes()).noneMatch(cause -> cause.contains("not done"));
    assertThat(platform.state().backends())
        .hasSize(4)
        .allSatisfy(each -> assertThat(each.limits()).contains(limits));
  }

  private static final ScheduledChange LOAD_TEST =
      new ScheduledChange(
          new ScheduledChange.LoadTest(
              new LoadTestPlan("GET", "/", Optional.empty(), 0, new Arrivals.Closed(100, 5))),
          AT);

  @Test
  void loadTestIsRunBesideTheUsersAndItsFiguresAreOnTheTimeline() throws InterruptedException {
    platform.runElsewhere(2);

    var result = run(LOAD_TEST);

    assertThat(simulator.loadTests().plans()).hasSize(1);
    assertThat(result.verdict().causes()).noneMatch(cause -> cause.contains("not done"));
    assertThat(session.snapshot().timeline())
        .extracting(TimelineEvent::text)
        .anyMatch(text -> text.startsWith("load test passed: 0 of 100 requests failed"));
  }

  @Test
  void loadTestEndsWithTheRunThatIsAborted() throws Exception {
    platform.runElsewhere(2);
    simulator.loadTests().last();
    session.start();
    var run = new Run(session, said::add);
    var experiment =
        new Experiment(
            "test",
            Optional.empty(),
            plan(Duration.ofMinutes(1), Optional.empty(), LOAD_TEST),
            Criteria.DEFAULT,
            List.of(),
            List.of());
    var ended = new FutureTask<>(() -> run.execute(experiment));
    Thread.ofVirtual().start(ended);
    await().until(() -> !simulator.loadTests().plans().isEmpty());

    run.abort();

    await().until(simulator.loadTests()::isCancelled);
    assertThat(ended.get().orElseThrow().verdict().result()).isEqualTo(Result.ABORTED);
  }

  @Test
  void loadTestThatTheSimulatorLimitedMakesTheRunInvalid() throws InterruptedException {
    platform.runElsewhere(2);
    simulator.loadTests().limit("its event loop was late");

    var result = run(LOAD_TEST);

    assertThat(result.verdict().result()).isEqualTo(Result.INVALID);
    assertThat(result.verdict().causes().getFirst())
        .startsWith("This was not done: load test: 100 requests, 5 at a time, GET /: ")
        .contains("its event loop was late");
  }

  @Test
  void replicasHaveTheLimitsOfTheSetupBeforeUsersCome() throws InterruptedException {
    platform.runElsewhere(2);
    var limits = new Limits(0.5, 256L << 20);

    run(plan(Duration.ofSeconds(1), Optional.of(limits)), List.of(), List.of());

    assertThat(platform.state().backends())
        .allSatisfy(each -> assertThat(each.limits()).contains(limits));
  }

  @Test
  void stepThatCannotBeDoneMakesTheRunInvalidAndIsNamed() throws InterruptedException {
    platform.canOnly(Pausing.class);

    var result = run(new ScheduledStart(Targets.parse("backend-2"), AT));

    assertThat(result.verdict().result()).isEqualTo(Result.INVALID);
    assertThat(result.verdict().gate()).isEqualTo(Gate.FAULT_PROVEN);
    assertThat(result.verdict().causes().getFirst())
        .startsWith("This was not done: start backend-2: ");
  }

  @Test
  void waitGoesOnOnceItsProbeHolds() throws InterruptedException {
    platform.runElsewhere(2);

    var result =
        run(
            new ScheduledChange(new ScheduledChange.Scale(3), AT),
            new ScheduledWait(replicas(3, When.AFTER), Duration.ofSeconds(30), AT),
            new ScheduledChange(new ScheduledChange.Scale(4), AT));

    assertThat(result.verdict().causes()).noneMatch(cause -> cause.contains("not done"));
    assertThat(platform.state().backends()).hasSize(4);
  }

  @Test
  void waitThatIsInVainMakesTheRunInvalid() throws InterruptedException {
    var result = run(new ScheduledWait(replicas(9, When.AFTER), Duration.ofMillis(300), AT));

    assertThat(result.verdict().result()).isEqualTo(Result.INVALID);
    assertThat(result.verdict().causes().getFirst())
        .isEqualTo("This was not done: wait until replicas holds, at most 300 ms: it did not");
  }

  @Test
  void probeIsAskedAtEachOfItsMomentsAndEachHasItsResult() throws InterruptedException {
    var result =
        run(
            plan(
                Duration.ofMillis(2_500),
                Optional.empty(),
                new ScheduledChange(new ScheduledChange.Scale(1), AT)),
            List.of(replicas(2, When.BEFORE, When.AFTER, When.CONTINUOUS)),
            List.of());

    assertThat(result.probes())
        .extracting(ProbeResult::when)
        .containsExactly(When.BEFORE, When.AFTER, When.CONTINUOUS);
    assertThat(result.probes().getFirst().state()).isEqualTo(ProbeResult.State.HELD);
    assertThat(result.probes().get(1).state()).isEqualTo(ProbeResult.State.NOT_HELD);
    assertThat(result.probes().get(1).sentence())
        .isEqualTo("Probe replicas after: 1, expected at least 2");
    assertThat(result.verdict().causes()).contains("Probe replicas after: 1, expected at least 2");
  }

  @Test
  void probeWithoutAnAnswerMakesTheRunInvalidOrFailedAsItSays() throws InterruptedException {
    platform.runElsewhere(2);
    var silent =
        new Probe(
            "silent",
            new Probe.Query("nothing_of_this_name"),
            OptionalDouble.of(1),
            OptionalDouble.empty(),
            Set.of(When.AFTER),
            false);
    var strict =
        new Probe("strict", silent.source(), silent.least(), silent.most(), silent.when(), true);

    var result =
        run(plan(Duration.ofSeconds(1), Optional.empty()), List.of(silent, strict), List.of());

    assertThat(result.gates())
        .anySatisfy(
            gate -> {
              assertThat(gate.gate()).isEqualTo(Gate.EVIDENCE);
              assertThat(gate.sentence()).isEqualTo("Probe silent after: no answer");
            })
        .anySatisfy(
            gate -> {
              assertThat(gate.gate()).isEqualTo(Gate.OBJECTIVES);
              assertThat(gate.result()).isEqualTo(Result.FAILED);
            });
    assertThat(result.verdict().causes()).contains("Probe strict after: no answer");
  }

  @Test
  void claimStandsBesideWhatWasMeasuredAndDecidesNothing() throws InterruptedException {
    var bold = new Claim("system X", "no delay", Objective.parse("requests.p99<=1ms"), false);
    var open = new Claim("system X", "much", Objective.parse("recovery<=1s"), false);

    var result = run(plan(Duration.ofSeconds(1), Optional.empty()), List.of(), List.of(bold, open));

    assertThat(result.claims().getLast())
        .isEqualTo(
            new ClaimResult("system X", "much", "recovery at most 1s", "there was no fault", null));
    assertThat(result.claims().getFirst().expected()).isEqualTo("requests.p99 at most 1ms");
    assertThat(said).contains("Claim of system X: much: recovery at most 1s: there was no fault");
    assertThat(result.verdict().causes()).noneMatch(cause -> cause.contains("requests.p99"));
  }
}
