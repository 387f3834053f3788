package switchboard.console.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Space;
import switchboard.console.sweep.search.SweepTrial;

/** Sweeps on a whole session, over a platform in memory. */
@Timeout(120)
class SweepRunTest {
  private static final long MIB = 1L << 20;
  private static final Space ONE = new Space(List.of(2), List.of(0.5), List.of(256 * MIB));
  private static final Space TWO = new Space(List.of(1, 2), List.of(0.5), List.of(256 * MIB));

  @TempDir private Path path;
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(Clock.systemUTC(), simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), Clock.systemUTC());
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private final List<Configuration> begun = new CopyOnWriteArrayList<>();
  private Runnable beginning = () -> {};
  private Runnable ended = () -> {};

  @BeforeEach
  void start() {
    FakeSessions.start(session);
  }

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private final class Progress implements SweepListener {
    @Override
    public void begins(Configuration one, int number) {
      begun.add(one);
      beginning.run();
    }

    @Override
    public void ended(SweepTrial trial) {
      ended.run();
    }
  }

  private SweepFolder folder() {
    return new SweepFolder(path.resolve("sweeps"));
  }

  private SweepRun sweep(SweepPlan plan) throws IOException {
    var specification = SweepRun.specification(plan, session.platform().id());
    return sweep(plan, folder().begin(specification, plan.seed(), session.now()));
  }

  private SweepRun sweep(SweepPlan plan, SweepFolder.Kept kept) {
    return new SweepRun(
        session,
        new KeptRuns(path.resolve("runs"), KeptRuns.MAX_BYTES),
        plan,
        kept,
        new Progress(),
        step -> {},
        failures::add);
  }

  private static SweepState done(Outcome<SweepState> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return outcome.toOptional().orElseThrow();
  }

  @Test
  void cheapestOfALaunchedSystemPassesThreeTimesAndTheSystemIsStopped()
      throws IOException, InterruptedException {
    var run = sweep(SamplePlan.of(TWO));

    var state = done(run.execute());

    assertThat(state.complete()).isTrue();
    assertThat(state.answer().cheapest())
        .contains(new Configuration(1, new Limits(0.5, 256 * MIB)));
    assertThat(state.answer().missing())
        .containsExactly("No replica was killed while it was measured: use --kill");
    assertThat(state.points().getFirst().result()).isEqualTo("passed 3 of 3");
    var trial = state.points().getFirst().trials().getFirst();
    assertThat(trial.figures().startSeconds()).isNotNull();
    assertThat(trial.figures().deliveryP99Millis()).isEqualTo(3.0);
    assertThat(path.resolve("runs").resolve(trial.bundle())).isRegularFile();
    assertThat(platform.state().phase()).isEqualTo(Phase.STOPPED);
    assertThat(
            folder()
                .interrupted(
                    SweepRun.specification(SamplePlan.of(TWO), "memory"), OptionalLong.empty()))
        .isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void systemThatRanHasItsReplicasLimitsAndUsersAgain() throws IOException, InterruptedException {
    var former = new Limits(1.5, 300 * MIB);
    session.launch(3, LoadPlan.DEFAULT.withUsers(60), step -> {});
    session.replicas().limit(former, step -> {});

    done(sweep(SamplePlan.of(ONE)).execute());

    assertThat(platform.state().backends()).hasSize(3);
    assertThat(platform.state().backends())
        .extracting(Instance::limits)
        .containsOnly(Optional.of(former));
    assertThat(simulator.load().orElseThrow().users()).isEqualTo(60);
  }

  @Test
  void systemThatIsFoundHasItsReplicasAgainWhenTheSessionIsClosedMeanwhile()
      throws IOException, InterruptedException {
    platform.runElsewhere(4);
    var run = sweep(SamplePlan.of(ONE));
    ended =
        () -> {
          run.stop();
          session.close();
        };

    var state = done(run.execute());

    assertThat(state.complete()).isFalse();
    assertThat(platform.state().backends()).hasSize(4);
  }

  @Test
  void sessionThatIsClosedByAnotherThreadWaitsForTheStepUnderWay()
      throws IOException, InterruptedException {
    platform.runElsewhere(4);
    var run = sweep(SamplePlan.of(ONE));
    var closing = new Thread(session::close);
    beginning =
        () -> {
          closing.start();
          while (closing.getState() == Thread.State.NEW
              || closing.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
          }
        };

    var state = done(run.execute());
    closing.join();

    assertThat(state.complete()).isFalse();
    assertThat(state.measured()).isZero();
    assertThat(platform.state().backends()).hasSize(4);
  }

  @Test
  void measurementThatIsEndedStartsNoMoreReplicas() throws InterruptedException {
    session.launch(3, LoadPlan.DEFAULT.withUsers(0), step -> {});
    var abort = new AtomicReference<Runnable>();
    var target =
        new SessionTarget(
            session,
            new KeptRuns(path.resolve("runs"), KeptRuns.MAX_BYTES),
            SamplePlan.of(ONE),
            step -> {
              if (step.name().startsWith("Restart")) {
                abort.get().run();
              }
            },
            failures::add);
    abort.set(target::abort);

    assertThat(target.measure(ONE.largest(), 1)).isInstanceOf(Outcome.Failed.class);

    assertThat(platform.state().backends()).isEmpty();
  }

  /** A sweep whose console is killed in its middle, with another system size meanwhile. */
  private SweepFolder.Kept killed(boolean launched) throws IOException {
    var plan = SamplePlan.of(ONE);
    var kept =
        folder()
            .begin(
                SweepRun.specification(plan, session.platform().id()), plan.seed(), session.now());
    session.launch(3, LoadPlan.DEFAULT.withUsers(60), step -> {});
    kept.changes(FormerSystem.of(session).toBefore(launched));
    session.replicas().scale(0, step -> {});
    return kept;
  }

  @Test
  void resumedSweepRestoresWhatWasBeforeTheOneThatWasKilled()
      throws IOException, InterruptedException {
    var kept = killed(false);

    done(sweep(SamplePlan.of(ONE), kept).execute());

    assertThat(platform.state().backends()).hasSize(3);
    assertThat(simulator.load().orElseThrow().users()).isEqualTo(60);
    assertThat(kept.changed()).isEmpty();
  }

  @Test
  void resumedSweepStopsTheSystemThatTheKilledOneLaunched()
      throws IOException, InterruptedException {
    done(sweep(SamplePlan.of(ONE), killed(true)).execute());

    assertThat(platform.state().phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  void stoppedSweepIsContinued() throws IOException, InterruptedException {
    var plan = SamplePlan.of(TWO);
    var run = sweep(plan);
    ended = run::stop;
    assertThat(done(run.execute()).result().exitCode()).isEqualTo(5);
    ended = () -> {};

    var kept =
        SweepRun.interrupted(folder(), plan, "memory", OptionalLong.of(plan.seed())).orElseThrow();
    assertThat(kept.trials()).hasSize(1);
    var state = done(sweep(plan, kept).execute());

    assertThat(state.complete()).isTrue();
    assertThat(begun).hasSize(state.measured());
  }

  @Test
  void replicaThatIsKilledIsPartOfWhatIsJudged() throws IOException, InterruptedException {
    var restarting =
        session.listen(
            snapshot ->
                snapshot.system().backends().stream()
                    .filter(each -> !each.isReady())
                    .map(Instance::name)
                    .forEach(platform::restart));

    var state = done(sweep(SamplePlan.killing(ONE)).execute());
    restarting.close();

    assertThat(state.answer().isCertified()).isTrue();
    assertThat(state.result().exitCode()).isZero();
  }

  @Test
  void missedObjectiveFailsAndNothingPasses() throws IOException, InterruptedException {
    simulator.tell(
        stats -> {
          var total = stats.requests().total();
          return SampleStats.UNHARMED.withTotal(total).withFailed(total / 50).stats();
        });

    var state = done(sweep(SamplePlan.of(TWO)).execute());

    assertThat(state.answer().cheapest()).isEmpty();
    assertThat(state.result().exitCode()).isEqualTo(1);
    assertThat(state.points()).hasSize(1);
  }

  @Test
  void launchThatFailsEndsTheSweep() throws IOException, InterruptedException {
    var failure = new Failure("Launching", "there is no room", "Make some.");
    platform.failLaunches(failure);

    assertThat(sweep(SamplePlan.of(ONE)).execute()).isEqualTo(Outcome.failed(failure));
  }

  @Test
  void limitsThatThePlatformCannotSetAreObjectedTo() {
    var plan = SamplePlan.of(new Space(List.of(1), List.of(0.5, 64.0), List.of(256 * MIB)));

    assertThat(SweepRun.objections(plan, session))
        .containsExactly(
            "64.00 cores and 256 MiB is out of range on memory; expected 0.10 cores and 64 MiB to"
                + " 2.00 cores and 1024 MiB");
  }
}
