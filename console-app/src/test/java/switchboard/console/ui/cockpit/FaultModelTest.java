package switchboard.console.ui.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Fault;
import switchboard.console.fault.Judging;
import switchboard.console.platform.Instance;

class FaultModelTest {
  private final Models models = new Models().launched(3);
  private final FaultModel faults = models.cockpit.faults();

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void everyBackendIsATarget() {
    assertThat(faults.targets())
        .containsExactly(FaultModel.RANDOM, "backend-1", "backend-2", "backend-3");
  }

  @Test
  void chosenTargetIsKilled() {
    faults.targetProperty().set("backend-2");
    faults.kill();
    models.background.finish();
    assertThat(state("backend-2")).isEqualTo(Instance.State.RESTARTING);
  }

  @Test
  void deadTargetCannotBeKilledAgain() {
    faults.targetProperty().set("backend-2");
    faults.kill();
    models.background.finish();
    models.tick();
    assertThat(faults.killableProperty().get()).isFalse();
    faults.targetProperty().set(FaultModel.RANDOM);
    assertThat(faults.killableProperty().get()).isTrue();
  }

  @Test
  void randomKillsOneThatIsAlive() {
    faults.replicas().kill("backend-1");
    faults.replicas().kill("backend-3");
    models.background.finish();
    models.tick();
    faults.kill();
    models.background.finish();
    assertThat(state("backend-2")).isEqualTo(Instance.State.RESTARTING);
  }

  @Test
  void targetThatIsScaledAwayGivesWayToRandom() {
    faults.targetProperty().set("backend-3");
    models.cockpit.scale().replicas().apply(2);
    models.background.finish();
    models.tick();
    assertThat(faults.targetProperty().get()).isEqualTo(FaultModel.RANDOM);
  }

  @Test
  void judgingCountsFromTheFault() {
    var kill = new Judging(new Fault.Kill("backend-1"), models.clock.instant(), false);
    models.tick(kill);
    models.tick(kill);
    var watched = faults.judgingProperty().get().getFirst();
    assertThat(watched).isEqualTo(new FaultModel.Watched(kill, Duration.ofSeconds(2)));
  }

  @Test
  void killThatDoesNotWorkIsANotice() {
    faults.replicas().kill("backend-9");
    models.background.finish();
    assertThat(models.notices).hasSize(1);
  }

  private Instance.State state(String replica) {
    return models.platform.state().instance(replica).orElseThrow().state();
  }
}
