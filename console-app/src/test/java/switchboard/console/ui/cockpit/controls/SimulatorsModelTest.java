package switchboard.console.ui.cockpit.controls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.operation.DesiredValue;

class SimulatorsModelTest {
  private final Models models = new Models().launched(1);
  private final ScaleModel simulators = models.cockpit.controls().simulators().orElseThrow();
  private final DesiredValue<Integer> count = simulators.count();

  @AfterEach
  void close() {
    models.close();
  }

  private void apply(int wanted) {
    count.apply(wanted);
    models.background.finish();
    models.tick();
  }

  @Test
  void numberComesAboutAndIsTakenBack() {
    assertThat(count.valueProperty().get()).isEqualTo(1);

    count.apply(3);
    assertThat(simulators.count().operation().progressProperty().get())
        .isEqualTo("Scaling to 3 simulators");
    models.background.finish();
    models.tick();
    assertThat(models.platform.state().simulators()).hasSize(3);
    assertThat(simulators.count().operation().progressProperty().get()).isEmpty();

    models.prompts.undo();
    models.background.finish();
    assertThat(models.platform.state().simulators()).hasSize(1);
  }

  @Test
  void asManyMoreUsersFitAsThereAreSimulators() {
    var fit = models.cockpit.controls().traffic().mostUsersProperty();
    var each = models.platform.capacity().users();
    assertThat(fit.get()).isEqualTo(each);

    apply(4);

    assertThat(fit.get()).isEqualTo(4 * each);
  }

  @Test
  void nothingIsOfferedWhereThereIsAlwaysOne() {
    models.platform.canOnly(Pausing.class);

    assertThat(models.opened().controls().simulators()).isEmpty();
  }

  @Test
  void numberFollowsTheSystem() {
    models.platform.scaleSimulators(2, step -> {});
    models.tick();

    assertThat(count.valueProperty().get()).isEqualTo(2);
  }
}
