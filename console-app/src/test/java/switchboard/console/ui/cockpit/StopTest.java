package switchboard.console.ui.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;

class StopTest {
  private final Models models = new Models().launched(2);
  private final CockpitModel cockpit = models.cockpit;

  @AfterEach
  void close() {
    models.close();
  }

  private Phase phase() {
    return cockpit.lifecycle().phaseProperty().get();
  }

  private void seconds(int count) {
    models.background.pass(Duration.ofSeconds(count));
  }

  @Test
  void stopThatDeletesNothingComesAtOnce() {
    cockpit.stop();
    assertThat(phase()).isEqualTo(Phase.STOPPING);
  }

  @Test
  void messagesAreDeletedOnlyAfterTheTimeToGiveItUp() {
    cockpit.lifecycle().deleteDataProperty().set(true);
    cockpit.stop();
    seconds(4);
    assertThat(phase()).isEqualTo(Phase.RUNNING);
    assertThat(cockpit.secondsLeft()).contains(1);

    seconds(1);
    models.background.finish();

    assertThat(phase()).isEqualTo(Phase.STOPPED);
    assertThat(models.platform.dataDeleted()).isTrue();
  }

  @Test
  void secondStopKeepsTheSystem() {
    cockpit.lifecycle().deleteDataProperty().set(true);
    cockpit.stop();
    cockpit.stop();
    seconds(10);
    assertThat(phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void takingTheTickAwayKeepsTheSystem() {
    cockpit.lifecycle().deleteDataProperty().set(true);
    cockpit.stop();
    cockpit.lifecycle().deleteDataProperty().set(false);
    seconds(10);
    assertThat(phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void closingMeanwhileStopsAndKeepsTheMessages() {
    cockpit.lifecycle().deleteDataProperty().set(true);
    cockpit.stop();
    cockpit.close(() -> {});
    models.background.finish();
    seconds(10);
    models.background.finish();
    assertThat(phase()).isEqualTo(Phase.STOPPED);
    assertThat(models.platform.dataDeleted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"STOP", "DELETE"})
  void stopIsAskedForWhereThatIsWished(ConfirmableAction risk) {
    models.asked.add(risk);
    cockpit.lifecycle().deleteDataProperty().set(true);
    cockpit.stop();
    seconds(10);
    assertThat(cockpit.secondsLeft()).isEmpty();
    assertThat(phase()).isEqualTo(Phase.RUNNING);
  }
}
