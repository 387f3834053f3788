package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.Outcome;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.timeline.TimelineEvent;

/** The number of simulators and what becomes of the load and the figures. */
class SessionSimulatorsTest {
  private static final String LATER = "2026-01-01T00:00:30.000Z";

  private final ManualClock clock = new ManualClock();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(clock, simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), clock);

  @BeforeEach
  void launch() {
    session.watch();
    done(session.launch(1, LoadPlan.DEFAULT.withUsers(600), step -> {}));
  }

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private int usersOfEach() {
    return simulator.load().orElseThrow().users();
  }

  private List<String> timeline() {
    Ticks.tick(session);
    return session.snapshot().timeline().stream().map(TimelineEvent::text).toList();
  }

  @Test
  void snapshotSaysWhenItsFiguresWereAskedFor() {
    var asked = clock.instant();
    session.poll();
    clock.advance(Duration.ofSeconds(1));

    session.publish();

    assertThat(session.snapshot().load()).isPresent();
    assertThat(session.snapshot().loadAt()).isEqualTo(asked);
    assertThat(session.snapshot().at()).isEqualTo(asked.plusSeconds(1));
  }

  @Test
  void simulatorsShareTheUsers() {
    done(session.load().scale(3, step -> {}));

    assertThat(platform.state().simulators()).hasSize(3);
    assertThat(usersOfEach()).isEqualTo(200);
    assertThat(timeline()).contains("simulators 1 → 3");
    assertThat(session.snapshot().plan().users()).isEqualTo(600);
  }

  @Test
  void booksOfSimulatorsThatGoAreKept() {
    done(session.load().scale(3, step -> {}));
    simulator.tell(stats -> SampleStats.UNHARMED.withTotal(1_000).stats());
    var before = done(session.load().stats());

    done(session.load().scale(2, step -> {}));

    var after = done(session.load().stats());
    assertThat(after.requests()).isEqualTo(before.requests());
    assertThat(after.continues(before)).isTrue();
    assertThat(usersOfEach()).isEqualTo(300);
    assertThat(timeline()).noneMatch(text -> text.contains("lost"));
  }

  @Test
  void simulatorsThatCouldNotGoHaveTheirShareAgain() {
    done(session.load().scale(3, step -> {}));
    simulator.tell(stats -> SampleStats.UNHARMED.withTotal(1_000).stats());
    simulator.forgetLoad();
    platform.failChanges(new Failure("Setting", "the cluster does not respond", "Try again."));

    assertThat(session.load().scale(1, step -> {})).isInstanceOf(Outcome.Failed.class);

    assertThat(usersOfEach()).isEqualTo(200);
    assertThat(done(session.load().stats()).requests().total()).isEqualTo(3_000);
  }

  @Test
  void simulatorsHaveTheirShareAgainThoughTheScalingWasInterrupted() {
    done(session.load().scale(3, step -> {}));
    simulator.tell(stats -> SampleStats.UNHARMED.withTotal(1_000).stats());
    simulator.forgetLoad();
    platform.failChanges(new Failure("Setting", "it was cancelled", "Try again."));

    assertThat(
            session
                .load()
                .scale(
                    1,
                    step -> {
                      if (step.status() == Step.Status.DONE) {
                        Thread.currentThread().interrupt();
                      }
                    }))
        .isInstanceOf(Outcome.Failed.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(usersOfEach()).isEqualTo(200);
  }

  @Test
  void interruptedThreadClosesTheSessionAndStopsTheSystemAllTheSame() {
    Thread.currentThread().interrupt();

    session.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(platform.state()).isEqualTo(SystemState.STOPPED);
  }

  @Test
  void loadThatIsSetMeanwhileIsTheOneThatIsShared() {
    done(session.load().scale(3, step -> {}));

    done(
        session
            .load()
            .scale(2, step -> done(session.load().set(LoadPlan.DEFAULT.withUsers(1_000)))));

    assertThat(usersOfEach()).isEqualTo(500);
  }

  @Test
  void fewerSimulatorsThanTheUsersNeedAreRefused() {
    done(session.load().scale(2, step -> {}));
    done(session.load().set(LoadPlan.DEFAULT.withUsers(15_000)));

    assertThat(session.load().scale(1, step -> {}))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().sentence()).contains("15000 users need 2 simulators"));
    assertThat(platform.state().simulators()).hasSize(2);
  }

  @Test
  void simulatorsThatCameBehindTheConsoleHaveTheirShare() {
    Ticks.tick(session);
    platform.scaleSimulators(2, step -> {});

    assertThat(timeline()).contains("load shared by 2 simulators");
    assertThat(usersOfEach()).isEqualTo(300);
    assertThat(timeline()).containsOnlyOnce("load shared by 2 simulators");
  }

  @Test
  void loadThatIsRefusedChangesNothing() {
    assertThat(session.load().set(LoadPlan.DEFAULT.withUsers(10_001)))
        .isInstanceOf(Outcome.Failed.class);
    platform.restartSimulator();

    assertThat(usersOfEach()).isEqualTo(600);
    assertThat(timeline()).noneMatch(text -> text.contains("10001"));
    assertThat(session.snapshot().plan().users()).isEqualTo(600);
  }

  @Test
  void systemThatCouldNotBeStoppedIsOperatedAsBefore() {
    done(session.load().scale(2, step -> {}));
    platform.failStops(new Failure("Stopping", "you may not", "Ask for the right."));

    assertThat(session.stop(false, step -> {})).isInstanceOf(Outcome.Failed.class);

    assertThat(timeline()).doesNotContain("stopped");
    assertThat(session.snapshot().load()).isPresent();
    done(session.load().set(LoadPlan.DEFAULT.withUsers(100)));
    assertThat(usersOfEach()).isEqualTo(50);
  }

  @Test
  void lossOfWhatASimulatorHadCountedIsTold() {
    done(session.load().scale(2, step -> {}));
    Ticks.tick(session);
    assertThat(timeline()).noneMatch(text -> text.contains("are lost"));

    simulator.tell(stats -> SampleStats.UNHARMED.restartedAt(LATER).stats());

    assertThat(timeline()).filteredOn(text -> text.contains("are lost")).hasSize(1);
    assertThat(timeline()).filteredOn(text -> text.contains("are lost")).hasSize(1);
  }

  @Test
  void simulatorThatIsStartedAgainHasItsShareAgain() {
    done(session.load().scale(3, step -> {}));
    simulator.forgetLoad();

    platform.restartSimulator();

    assertThat(usersOfEach()).isEqualTo(200);
  }

  @Test
  void figuresThatComeAfterTheStopAreNobodys() {
    simulator.tell(
        stats -> {
          done(session.stop(false, step -> {}));
          return stats;
        });
    Ticks.tick(session);
    assertThat(session.snapshot().load()).isEmpty();

    simulator.tell(stats -> SampleStats.UNHARMED.restartedAt(LATER).stats());
    done(session.launch(1, LoadPlan.DEFAULT, step -> {}));
    assertThat(timeline()).noneMatch(text -> text.contains("is lost"));
  }
}
