package switchboard.console.platform.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.Outcomes;
import switchboard.console.platform.Destination;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.KubernetesPlatform;

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
    var access = new Contexts(environment).access("work", Optional.empty());

    assertThat(access.server()).hasToString("https://192.0.2.1:6443");
    assertThat(access.kubeconfig().userOf("work")).containsEntry("token", "secret");
  }

  @Test
  void withoutAKubeconfigThereIsNothingToChoose() {
    var nowhere = Map.of("KUBECONFIG", folder.resolve("none").toString());

    assertThat(new Contexts(nowhere).all()).isEmpty();
    assertThatThrownBy(() -> new Contexts(nowhere).access("work", Optional.empty()))
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("work");
  }

  private void only(String kubeconfig) throws IOException {
    environment =
        Map.of("KUBECONFIG", Files.writeString(folder.resolve("only"), kubeconfig).toString());
  }

  private Failure choosing(String context) {
    return Outcomes.failure(new Clusters(environment).choose("Choosing " + context, context));
  }

  @Test
  void firstFileThatChoosesAContextDoes() throws IOException {
    var empty = Files.writeString(folder.resolve("empty"), "current-context: \"\"\n");
    var second = folder.resolve("second");

    assertThat(
            new Contexts(Map.of("KUBECONFIG", empty + File.pathSeparator + second))
                .all().stream().filter(Destination::current).map(Destination::name))
        .containsExactly("minikube");
  }

  @Test
  void kubeconfigOfNullsHasNoContexts() throws IOException {
    only("clusters: null\ncontexts: null\nusers: null\n");

    assertThat(new Contexts(environment).all()).isEmpty();
    assertThat(choosing("work").happened()).isEqualTo("there is no context 'work'");
    assertThat(choosing("work").next()).contains("There are none");
  }

  @Test
  void contextThatIsNotThereIsToldWithThoseThatAre() {
    assertThat(choosing("wrok").happened()).isEqualTo("there is no context 'wrok'");
    assertThat(choosing("wrok").next()).isEqualTo("Choose an existing one: minikube, work.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `contexts:\\n\\t- {name: a}`          | line 2 is not valid YAML
          `contexts: [{name: a`               | line 1 is not valid YAML
          `just words`                        | it contains something other than an object
          `contexts: {a: b}`                  | contexts is an object, but a list is expected
          `users: [{user: {token: 12}}]`      | users[0].user.token is a number, but a text is expected: quote it
          `contexts: [{name: a}, {name: a}]`  | it has two contexts named 'a'
          `kind: Pod`                         | it is a Pod of v1, not a Config of v1
          """)
  void fileThatIsNoKubeconfigIsNamedWithTheReason(String text, String reason) throws IOException {
    only(text.replace("\\n", "\n").replace("\\t", "\t"));

    assertThat(choosing("a").happened())
        .startsWith("the kubeconfig " + folder.resolve("only") + " cannot be read: " + reason);
    assertThat(choosing("a").next()).startsWith("Fix that file, or remove it from KUBECONFIG");
  }

  @Test
  void brokenFileIsToldWithTheContextsOfTheOthers() throws IOException {
    var broken = Files.createDirectories(folder.resolve("broken"));
    environment = Map.of("KUBECONFIG", environment.get("KUBECONFIG") + File.pathSeparator + broken);

    assertThat(choosing("work").happened())
        .isEqualTo("the kubeconfig " + broken + " cannot be read: it is a folder");
    assertThat(choosing("work").next())
        .endsWith("The readable files have the contexts minikube, work.");
    assertThatThrownBy(() -> new Clusters(environment).open())
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("it is a folder");
  }

  @Test
  void linkThatLeadsInACircleIsNotTakenForAMissingFile() throws IOException {
    var loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    environment = Map.of("KUBECONFIG", loop.toString());

    assertThat(choosing("a").happened()).contains(loop.toString(), "symbolic links");
  }

  @Test
  void fileThatMayNotBeReadIsSaidToBeSo() {
    var secret = folder.resolve("secret");

    assertThat(KubeconfigFile.words(secret, new AccessDeniedException(secret.toString())))
        .isEqualTo("this user may not read it (see its permissions with ls -l)");
  }

  @Test
  void extensionAloneMakesAClusterMinikubes() throws IOException {
    only(
        """
        contexts: [{name: a, context: {cluster: c}}]
        clusters: [{name: c, cluster: {server: "https://minikube.sigs.k8s.io"}}]
        """);

    assertThat(new Contexts(environment).all()).singleElement().matches(Destination::foreign);
  }

  @Test
  void bytesThatEditorsPutInFrontAreNotInTheWay() throws IOException {
    only("\uFEFFcontexts: [{name: a, context: {cluster: c}}]\n---\ncontexts: 1\n");

    assertThat(new Contexts(environment).all()).extracting(Destination::name).containsExactly("a");
  }

  @Test
  void homeIsThatOfTheEnvironment() throws IOException {
    var home = Files.createDirectories(folder.resolve("home/.kube"));
    Files.writeString(home.resolve("config"), "contexts: [{name: mine}]\n");

    assertThat(new Contexts(Map.of("HOME", home.getParent().toString())).all())
        .extracting(Destination::name)
        .containsExactly("mine");
  }

  @Test
  void clusterOfOthersIsNotUsedUnlessItIsChosen() {
    try (var platform =
        new KubernetesPlatform(
            new OkHttpClient(), Clock.systemUTC(), () -> WellKnownPorts.DEFAULT, environment)) {
      assertThat(platform.launch(LaunchRequest.of(1), step -> {}))
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
