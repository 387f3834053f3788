package switchboard.console.ui.cockpit.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.ui.cockpit.Models;

class AutoscaleModelTest {
  private final Models models = new Models().launched(3);
  private final AutoscaleModel autoscale = models.cockpit.controls().autoscale().orElseThrow();

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void engineChoosesFromThenOnAndTheOperatorAfterAnUndo() {
    autoscale.desired().apply(Optional.of(autoscale.current()));
    models.background.finish();

    assertThat(models.platform.autoscaler()).contains(new Autoscaler(2, 10, 0.5));
    assertThat(autoscale.chooses().getValue()).isTrue();
    models.prompts.undo();
    models.background.finish();
    assertThat(models.platform.autoscaler()).isEmpty();
    assertThat(autoscale.chooses().getValue()).isFalse();
  }

  @Test
  void boundsStayInOrderAndAreKeptWhileItIsOff() {
    autoscale.desired().apply(Optional.of(autoscale.current().withMost(1)));
    models.background.finish();
    assertThat(models.platform.autoscaler()).contains(new Autoscaler(1, 1, 0.5));

    autoscale.desired().apply(Optional.empty());
    models.background.finish();

    assertThat(autoscale.current().withLeast(4)).isEqualTo(new Autoscaler(4, 4, 0.5));
  }

  @Test
  void whatSomebodyElseSwitchesOnIsShown() {
    models.platform.autoscale(Optional.of(new Autoscaler(3, 5, 0.25)));
    models.tick();

    assertThat(autoscale.chooses().getValue()).isTrue();
    assertThat(autoscale.current()).isEqualTo(new Autoscaler(3, 5, 0.25));
  }

  @Test
  void failureLeavesTheOperatorInCharge() {
    models.platform.failChanges(new Failure("Setting the autoscaler", "no metrics", "Wait."));

    autoscale.desired().apply(Optional.of(autoscale.current()));
    models.background.finish();

    assertThat(autoscale.chooses().getValue()).isFalse();
    assertThat(models.notices).extracting(Failure::happened).containsExactly("no metrics");
  }

  @Test
  void platformWithoutOneOffersNone() {
    models.platform.canOnly(Pausing.class);

    assertThat(models.opened().controls().autoscale()).isEmpty();
  }
}
