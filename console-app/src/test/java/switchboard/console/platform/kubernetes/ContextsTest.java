package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Outcome;
import switchboard.console.platform.Destination;
import switchboard.console.platform.StepFailed;
import switchboard.console.platform.WellKnownPorts;

class ContextsTest {
  @TempDir private Path folder;
  private Map<String, String> environment;

  @BeforeEach
  void twoFiles() throws IOException {
    var first = folder.resolve("first");
    var second = folder.resolve("second");
    Files.writeString(
        first,
        """
        apiVersion: v1
        kind: Config
        current-context: work
        contexts:
          - { name: work, context: { cluster: production, user: me } }
        clusters:
          - { name: production, cluster: { server: "https://192.0.2.1:6443" } }
        """);
    Files.writeString(
        second,
        """
        apiVersion: v1
        kind: Config
        current-context: minikube
        contexts:
          - { name: minikube, context: { cluster: minikube, user: me } }
        clusters:
          - name: minikube
            cluster:
              server: https://192.0.2.2:8443
              extensions:
                - { name: cluster_info, extension: { provider: minikube.sigs.k8s.io } }
        users:
          - { name: me, user: { token: secret } }
        """);
    environment = Map.of("KUBECONFIG", first + File.pathSeparator + second);
  }

  @Test
  void contextsOfAllFilesAreOfferedWithWhereTheyLead() {
    assertThat(new Contexts(environment).all())
        .containsExactly(
            new Destination(
                "work",
                "cluster production (https://192.0.2.1:6443), namespace chat-app",
                true,
                true),
            new Destination(
                "minikube",
                "cluster minikube (https://192.0.2.2:8443), namespace chat-app",
                false,
                false));
  }

  @Test
  void contextMayHaveItsUserInAnotherFile() throws StepFailed {
    var config = new Contexts(environment).config("work");

    assertThat(config.getMasterUrl()).startsWith("https://192.0.2.1:6443");
    assertThat(config.getAutoOAuthToken()).isEqualTo("secret");
  }

  @Test
  void withoutAKubeconfigThereIsNothingToChoose() {
    var nowhere = Map.of("KUBECONFIG", folder.resolve("none").toString());

    assertThat(new Contexts(nowhere).all()).isEmpty();
    assertThatThrownBy(() -> new Contexts(nowhere).config("work"))
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("work");
  }

  @Test
  void clusterOfOthersIsNotUsedUnlessItIsChosen() {
    try (var platform =
        new KubernetesPlatform(Clock.systemUTC(), () -> WellKnownPorts.USUAL, environment)) {
      assertThat(platform.launch(1, step -> {}))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.failure().sentence())
                      .contains("no context is chosen", "--context"));
      assertThat(platform.choose("other"))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().sentence()).contains("work", "minikube"));
    }
  }
}
