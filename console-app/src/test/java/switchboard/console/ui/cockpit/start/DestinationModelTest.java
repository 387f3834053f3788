package switchboard.console.ui.cockpit.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Destination;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.ui.cockpit.Models;

class DestinationModelTest {
  private static final Destination OWN = new Destination("mine", "cluster mine", false, false);
  private static final Destination WORK = new Destination("work", "cluster work", true, true);

  private final Models models = new Models();
  private final DestinationModel destination = models.workspace.start().destination();

  @BeforeEach
  void twoPlaces() {
    models.platform.goTo(List.of(OWN, WORK));
    models.workspace.start().look();
    models.background.finish();
  }

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void placeThatOtherToolsUseIsOfferedFirst() {
    assertThat(destination.places()).containsExactly(OWN, WORK);
    assertThat(destination.chosenProperty().get()).isEqualTo(WORK);
  }

  @Test
  void nothingIsLaunchedInAForeignPlaceBeforeItIsConfirmed() {
    models.workspace.start().launch();
    models.background.finish();

    assertThat(models.platform.state().phase()).isEqualTo(Phase.STOPPED);
    assertThat(models.platform.destination()).isEmpty();

    destination.confirmedProperty().set(true);
    models.background.finish();
    models.workspace.start().launch();
    models.background.finish();

    assertThat(models.platform.destination()).hasValue("work");
    assertThat(models.platform.state().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void ownPlaceNeedsNoConfirmation() {
    destination.chosenProperty().set(OWN);
    models.background.finish();

    assertThat(destination.settledProperty().get()).isTrue();
    assertThat(models.platform.destination()).hasValue("mine");
  }

  @Test
  void confirmationIsOfOnePlaceOnly() {
    destination.confirmedProperty().set(true);
    models.background.finish();
    destination.chosenProperty().set(OWN);
    models.background.finish();
    destination.chosenProperty().set(WORK);
    models.background.finish();

    assertThat(destination.confirmedProperty().get()).isFalse();
    assertThat(destination.settledProperty().get()).isFalse();
  }

  @Test
  void launchWaitsUntilThePlatformGoesThere() {
    destination.confirmedProperty().set(true);

    assertThat(destination.settledProperty().get()).isFalse();
  }

  @Test
  void systemThatRunsInTheChosenPlaceIsLookedFor() {
    models.platform.runElsewhere(2);
    destination.chosenProperty().set(OWN);
    models.background.finish();

    assertThat(models.workspace.start().takesOver().getValue()).isTrue();
  }
}
