package switchboard.console.ui.cockpit.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;

class LifecycleModelTest {
  private final Models models = new Models();
  private final LifecycleModel lifecycle = models.workspace.lifecycle();

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void launchShowsItsStepsAndEndsRunning() {
    models.workspace.start().launch();
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.LAUNCHING);
    models.background.finish();
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.RUNNING);
    assertThat(lifecycle.operation().steps().rows())
        .extracting(row -> row.step().name())
        .contains("Start store");
    assertThat(lifecycle.launchedAt()).contains(models.clock.instant());
  }

  @Test
  void failedLaunchSaysWhyAndCanBeTriedAgain() {
    models.platform.failLaunches(new Failure("Launching", "the disk is full", "Free some room."));
    models.workspace.start().launch();
    models.background.finish();
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.LAUNCH_FAILED);
    assertThat(lifecycle.failureProperty().get().orElseThrow().happened())
        .isEqualTo("the disk is full");
    models.workspace.start().launch();
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.LAUNCHING);
  }

  @Test
  void cancelledLaunchIsNoFailure() {
    models.workspace.start().launch();
    lifecycle.cancelLaunch();
    models.background.finish();
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.STOPPED);
    assertThat(lifecycle.failureProperty().get()).isEmpty();
  }

  @Test
  void cancellingThatComesTooLateStopsWhatWasLaunched() {
    models.workspace.start().launch();
    models.background.finishFirst(lifecycle::cancelLaunch);
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.STOPPING);
    models.background.finish();
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.STOPPED);
    assertThat(lifecycle.operation().cancellingProperty().get()).isFalse();
  }

  @Test
  void cancellingThatComesTooLateLeavesASystemThatWasTakenOver() {
    models.platform.runElsewhere(5);
    models.workspace.start().look();
    models.background.finish();
    models.workspace.start().launch();
    models.background.finishFirst(lifecycle::cancelLaunch);
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void stopDeletesTheMessagesOnlyOnce() {
    models.launched(1);
    lifecycle.deleteDataProperty().set(true);
    models.workspace.stop();
    models.background.pass(Duration.ofSeconds(5));
    models.background.finish();
    assertThat(models.platform.dataDeleted()).isTrue();
    assertThat(lifecycle.deleteDataProperty().get()).isFalse();
    models.launched(1);
    models.workspace.stop();
    models.background.finish();
    assertThat(models.platform.dataDeleted()).isFalse();
  }

  @Test
  void closingNeverDeletes() {
    models.launched(1);
    lifecycle.deleteDataProperty().set(true);
    models.workspace.close(() -> {});
    models.background.finish();
    assertThat(models.platform.state().instances()).isEmpty();
    assertThat(models.platform.dataDeleted()).isFalse();
  }

  @Test
  void systemThatRunsWithoutLoadIsShownWithANotice() {
    models.simulator.close();
    models.workspace.start().launch();
    models.background.finish();
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.RUNNING);
    assertThat(models.notices).hasSize(1);
  }

  @Test
  void closingARunningSystemStopsItFirst() {
    models.launched(2);
    var closed = new AtomicInteger();
    models.workspace.close(closed::incrementAndGet);
    assertThat(lifecycle.phaseProperty().get()).isEqualTo(Phase.STOPPING);
    assertThat(closed).hasValue(0);
    models.background.finish();
    assertThat(closed).hasValue(1);
  }

  @Test
  void closingLeavesASystemThatWasTakenOver() {
    models.platform.runElsewhere(2);
    models.launched(2);
    var closed = new AtomicInteger();
    models.workspace.close(closed::incrementAndGet);
    models.session.close();
    assertThat(closed).hasValue(1);
    assertThat(models.platform.state().readyBackends()).isEqualTo(2);
  }

  @Test
  void closingTwiceClosesOnce() {
    models.launched(1);
    var closed = new AtomicInteger();
    models.workspace.close(closed::incrementAndGet);
    models.workspace.close(closed::incrementAndGet);
    models.background.finish();
    assertThat(closed).hasValue(1);
  }

  @Test
  void closingWhileLaunchingGivesTheLaunchUp() {
    var closed = new AtomicInteger();
    models.workspace.start().launch();
    models.workspace.close(closed::incrementAndGet);
    assertThat(closed).hasValue(0);
    models.background.finish();
    assertThat(closed).hasValue(1);
    assertThat(models.platform.state().instances()).isEmpty();
  }

  @Test
  void closingWithNothingRunningClosesAtOnce() {
    var closed = new AtomicInteger();
    models.workspace.close(closed::incrementAndGet);
    assertThat(closed).hasValue(1);
  }
}
