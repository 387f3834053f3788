package switchboard.console.ui.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Fault;
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
    faults.kill("backend-1");
    faults.kill("backend-3");
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
  void judgingTellsRecoveryFromAftermath() {
    var kill = new Fault.Kill("backend-1");
    faults.kill("backend-1");
    models.background.finish();
    models.tick(kill);
    models.tick(kill);
    var waiting = faults.judgingProperty().get().getFirst();
    assertThat(waiting.recovered()).isFalse();
    assertThat(waiting.lasts()).isEqualTo(Duration.ofSeconds(1));
    models.platform.restart("backend-1");
    models.tick(kill);
    assertThat(faults.judgingProperty().get().getFirst().recovered()).isTrue();
  }

  @Test
  void killThatDoesNotWorkIsANotice() {
    faults.kill("backend-9");
    models.background.finish();
    assertThat(models.notices).hasSize(1);
  }

  private Instance.State state(String replica) {
    return models.platform.state().instance(replica).orElseThrow().state();
  }
}
