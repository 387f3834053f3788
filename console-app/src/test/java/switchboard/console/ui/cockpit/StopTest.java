package switchboard.console.ui.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.workspace.Workspace;

class StopTest {
  private final Models models = new Models().launched(2);
  private final Workspace workspace = models.workspace;

  @AfterEach
  void close() {
    models.close();
  }

  private Phase phase() {
    return workspace.lifecycle().phaseProperty().get();
  }

  private void seconds(int count) {
    models.background.pass(Duration.ofSeconds(count));
  }

  @Test
  void stopThatDeletesNothingComesAtOnce() {
    workspace.stop();
    assertThat(phase()).isEqualTo(Phase.STOPPING);
  }

  @Test
  void messagesAreDeletedOnlyAfterTheTimeToGiveItUp() {
    workspace.lifecycle().deleteDataProperty().set(true);
    workspace.stop();
    seconds(4);
    assertThat(phase()).isEqualTo(Phase.RUNNING);
    assertThat(workspace.secondsLeft()).contains(1);

    seconds(1);
    models.background.finish();

    assertThat(phase()).isEqualTo(Phase.STOPPED);
    assertThat(models.platform.dataDeleted()).isTrue();
  }

  @Test
  void secondStopKeepsTheSystem() {
    workspace.lifecycle().deleteDataProperty().set(true);
    workspace.stop();
    workspace.stop();
    seconds(10);
    assertThat(phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void takingTheTickAwayKeepsTheSystem() {
    workspace.lifecycle().deleteDataProperty().set(true);
    workspace.stop();
    workspace.lifecycle().deleteDataProperty().set(false);
    seconds(10);
    assertThat(phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void closingMeanwhileStopsAndKeepsTheMessages() {
    workspace.lifecycle().deleteDataProperty().set(true);
    workspace.stop();
    workspace.close(() -> {});
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
    workspace.lifecycle().deleteDataProperty().set(true);
    workspace.stop();
    seconds(10);
    assertThat(workspace.secondsLeft()).isEmpty();
    assertThat(phase()).isEqualTo(Phase.RUNNING);
  }
}
