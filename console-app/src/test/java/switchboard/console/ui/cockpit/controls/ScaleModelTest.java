package switchboard.console.ui.cockpit.controls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.operation.DesiredValue;

class ScaleModelTest {
  private final Models models = new Models().launched(2);
  private final DesiredValue<Integer> replicas = models.cockpit.controls().scale().count();

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void followsTheSystem() {
    assertThat(replicas.valueProperty().get()).isEqualTo(2);
  }

  @Test
  void appliedNumberComesAbout() {
    replicas.apply(4);
    assertThat(models.cockpit.controls().scale().count().operation().progressProperty().get())
        .isEqualTo("Scaling to 4");
    models.background.finish();
    assertThat(models.platform.state().backends()).hasSize(4);
    assertThat(models.cockpit.controls().scale().count().operation().progressProperty().get())
        .isEmpty();
  }

  @Test
  void ofWishesMeanwhileOnlyTheNewestCounts() {
    replicas.apply(4);
    replicas.apply(7);
    replicas.apply(5);
    assertThat(models.background.waiting()).isEqualTo(1);
    models.background.finish();
    assertThat(models.platform.state().backends()).hasSize(5);
    assertThat(replicas.valueProperty().get()).isEqualTo(5);
  }

  @Test
  void cancelledScalingGoesBackWithoutANotice() {
    replicas.apply(4);
    replicas.cancel();
    models.background.finish();
    assertThat(replicas.valueProperty().get()).isEqualTo(2);
    assertThat(models.notices).isEmpty();
  }

  @Test
  void scalingIsUndoneStepByStep() {
    replicas.apply(4);
    models.background.finish();
    replicas.apply(5);
    models.background.finish();

    models.prompts.undo();
    models.background.finish();
    assertThat(models.platform.state().backends()).hasSize(4);
    models.prompts.undo();
    models.background.finish();
    assertThat(models.platform.state().backends()).hasSize(2);
    assertThat(models.prompts.undoProperty().get()).as("an undo is not undone").isEmpty();
  }

  @Test
  void heldSliderDoesNotJumpToWhatTheSystemHas() {
    replicas.hold(true);
    replicas.valueProperty().set(6);
    models.tick();
    assertThat(replicas.valueProperty().get()).isEqualTo(6);
  }
}
