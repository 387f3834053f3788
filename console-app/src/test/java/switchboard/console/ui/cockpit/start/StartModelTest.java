package switchboard.console.ui.cockpit.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.tls.Authority;
import switchboard.console.tls.OperatorCertificate;
import switchboard.console.ui.cockpit.Models;

class StartModelTest {
  private final Models models = new Models();
  private final StartModel start = models.workspace.start();

  @AfterEach
  void close() {
    models.close();
  }

  private void find(int replicas) {
    models.platform.runElsewhere(replicas);
    models.workspace.start().look();
    models.background.finish();
  }

  @Test
  void nothingFoundIsALaunch() {
    models.workspace.start().look();
    models.background.finish();
    assertThat(start.takesOver().getValue()).isFalse();
    assertThat(start.foundWords().getValue()).isEmpty();
    assertThat(start.replicasProperty().get()).isEqualTo(3);
  }

  @Test
  void foundSystemIsTakenOverAsItIs() {
    find(5);
    assertThat(start.takesOver().getValue()).isTrue();
    assertThat(start.foundWords().getValue())
        .isEqualTo(
            "A system with 5 replicas is already running here. It will be adopted as it is.");
    models.workspace.start().launch();
    models.background.finish();
    assertThat(models.platform.state().backends()).hasSize(5);
  }

  @Test
  void movedSliderSaysThatTheSystemWillBeScaled() {
    find(1);
    start.replicasProperty().set(4);
    assertThat(start.foundWords().getValue())
        .isEqualTo(
            "A system with 1 replica is already running here. It will be adopted and scaled to 4.");
  }

  @Test
  void sameFindLeavesTheSliderWhereTheOperatorPutIt() {
    find(5);
    start.replicasProperty().set(4);
    find(5);
    assertThat(start.replicasProperty().get()).isEqualTo(4);
  }

  @Test
  void stoppedSystemIsNoLongerFound() {
    find(2);
    models.launched(2);
    models.workspace.stop();
    models.background.finish();
    assertThat(start.takesOver().getValue()).isFalse();
  }

  @Test
  void pageThatComesBackLooksAgain() {
    models.platform.failLaunches(new Failure("Launching", "no", "Do."));
    models.workspace.start().launch();
    models.background.finish();
    models.platform.runElsewhere(7);
    models.workspace.lifecycle().dismissFailure();
    models.background.finish();
    assertThat(start.replicasProperty().get()).isEqualTo(7);
  }

  @Test
  void launchServesHttpUnlessHttpsIsChosen() {
    start.launch();
    models.background.finish();
    assertThat(models.platform.tls()).isEmpty();
  }

  @Test
  void chosenHttpsIsByThisConsolesAuthority() {
    start.https().onProperty().set(true);
    start.launch();
    models.background.finish();
    assertThat(models.platform.tls()).containsInstanceOf(Authority.class);
    assertThat(start.https().wordsProperty().getValue()).contains("authority.pem");
  }

  @Test
  void operatorsCertificateIsServedWhenItWasChosen() {
    var own = new OperatorCertificate(Path.of("chat.pem"), Path.of("chat-key.pem"));
    start.https().onProperty().set(true);
    start.https().ownProperty().set(Optional.of(own));
    start.launch();
    models.background.finish();
    assertThat(models.platform.tls()).contains(own);
    assertThat(start.https().wordsProperty().getValue())
        .isEqualTo("Your certificate chat.pem with the key chat-key.pem.");
  }

  @Test
  void httpsThatWasClearedIsServedNoMore() {
    start.https().onProperty().set(true);
    start.https().onProperty().set(false);
    start.launch();
    models.background.finish();
    assertThat(models.platform.tls()).isEmpty();
  }

  @Test
  void answerThatComesAfterALaunchIsVoid() {
    models.platform.runElsewhere(5);
    models.workspace.start().look();
    models.workspace.start().launch();
    models.background.finish();
    assertThat(start.takesOver().getValue()).isFalse();
    assertThat(start.replicasProperty().get()).isEqualTo(3);
  }
}
