package switchboard.console.platform.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.Destination;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Step;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.KubernetesPlatform;
import switchboard.console.platform.kubernetes.manifests.Manifests;

/** A command that says what Minikube says, and writes down what it was asked for. */
class MinikubeTest {
  private static final List<String> IMAGES =
      List.of("switchboard/chat-backend:0.1.0", "switchboard/simulator:0.1.0");

  @TempDir private Path folder;
  private final List<Step> steps = new ArrayList<>();

  @BeforeEach
  void needsAShell() {
    assumeThat(File.pathSeparator).as("a POSIX system").isEqualTo(":");
  }

  private Path asked() {
    return folder.resolve("asked");
  }

  private Map<String, String> environment() {
    return Map.of("PATH", "/nowhere:" + folder, "KUBECONFIG", folder.resolve("none").toString());
  }

  /**
   * @param status what it says of the cluster
   * @param start what starting does
   */
  private Minikube installed(String status, String start) throws IOException {
    return installed(status, start, 7);
  }

  private Minikube installed(String status, String start, int exitCode) throws IOException {
    var command = folder.resolve("minikube");
    Files.writeString(
        command,
        """
        #!/bin/sh
        echo "$@" >> '%s'
        shift
        case $1 in
        status) echo '%s'; exit %s ;;
        start) %s ;;
        image) echo "STEP 1/2: FROM base" ;;
        esac
        """
            .formatted(asked(), status, exitCode, start));
    assertThat(command.toFile().setExecutable(true)).isTrue();
    return Minikube.find(environment()).orElseThrow();
  }

  private List<String> asks() throws IOException {
    return Files.readAllLines(asked()).stream()
        .map(line -> line.replace("--profile=mine ", ""))
        .toList();
  }

  private List<String> reported() {
    return steps.stream().map(step -> step.name() + ": " + step.detail()).toList();
  }

  @Test
  void stoppedClusterIsStartedAndGivenMetricsAndImages() throws Exception {
    var minikube =
        installed(
            "{\"Name\":\"mine\",\"Host\":\"Stopped\",\"APIServer\":\"Stopped\",\"Kubeconfig\":\"Stopped\"}",
            """
            echo '{"specversion":"1.0","type":"io.k8s.sigs.minikube.step","data":{"currentstep":"8",\
            "message":"Pulling base image ...","name":"Pulling Base Image","totalsteps":"19"}}'\
            """);

    minikube.prepare("mine", true, folder, IMAGES, steps::add);

    assertThat(asks()).hasSize(5);
    assertThat(asks().get(1))
        .matches("start --output=json --interactive=false --cpus=\\d --memory=\\d+m");
    assertThat(asks())
        .containsSubsequence(
            "status --output=json",
            "addons enable metrics-server",
            "image build --tag=switchboard/chat-backend:0.1.0 --file=chat-backend/Dockerfile .",
            "image build --tag=switchboard/simulator:0.1.0 --file=simulator/Dockerfile .");
    assertThat(reported())
        .contains(
            "Start Minikube: Pulling Base Image · 8 of 19",
            "Build switchboard/simulator:0.1.0: STEP 1/2: FROM base");
    assertThat(steps.getLast().status()).isEqualTo(Step.Status.DONE);
  }

  @Test
  void runningClusterIsNotStartedAgain() throws Exception {
    var minikube =
        installed(
            "{\"Name\":\"mine\",\"Host\":\"Running\",\"APIServer\":\"Running\",\"Kubeconfig\":\"Misconfigured\"}",
            "exit 1");

    minikube.prepare("mine", true, folder, List.of(), steps::add);

    assertThat(asks())
        .containsExactly("status --output=json", "update-context", "addons enable metrics-server");
    assertThat(reported()).contains("Start Minikube: already running");
  }

  /** As {@code minikube status} answers of a profile with two nodes. */
  private static String twoNodes(String ofTheSecond) {
    return """
    [{"Name":"mine","Host":"Running","Kubelet":"Running","APIServer":"Running",\
    "Kubeconfig":"Configured","Worker":false},{"Name":"mine-m02","Host":"%s",\
    "Kubelet":"Running","APIServer":"Irrelevant","Kubeconfig":"Irrelevant","Worker":true}]\
    """
        .formatted(ofTheSecond);
  }

  @Test
  void clusterOfSeveralNodesIsKnownAndEachGetsTheImages() throws Exception {
    var minikube = installed(twoNodes("Running"), "exit 1");

    minikube.prepare("mine", true, folder, List.of(IMAGES.getLast()), steps::add);

    assertThat(asks())
        .containsExactly(
            "status --output=json",
            "addons enable metrics-server",
            "image build --all --tag=switchboard/simulator:0.1.0"
                + " --file=simulator/Dockerfile .");
  }

  @Test
  void clusterOneOfWhoseNodesIsStoppedIsStarted() throws Exception {
    var minikube = installed(twoNodes("Stopped"), "true");

    minikube.prepare("mine", true, folder, List.of(), steps::add);

    assertThat(asks().get(1)).startsWith("start ");
  }

  private KubernetesPlatform platform(String user) throws IOException {
    var kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        current-context: dev
        contexts: [{name: dev, context: {cluster: c, user: me}}]
        clusters:
        - name: c
          cluster:
            server: http://127.0.0.1:1
            extensions: [{name: cluster_info, extension: {provider: minikube.sigs.k8s.io}}]
        users: [{name: me, user: %s}]
        """
            .formatted(user));
    return new KubernetesPlatform(
        new OkHttpClient(),
        Clock.systemUTC(),
        () -> WellKnownPorts.DEFAULT,
        Map.of("PATH", folder.toString(), "KUBECONFIG", kubeconfig.toString()));
  }

  private List<String> profiles() throws IOException {
    return Files.readAllLines(asked()).stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .distinct()
        .toList();
  }

  @Test
  void profileIsThatOfTheClusterWhateverItsContextIsCalled() throws Exception {
    installed(twoNodes("Running"), "exit 1");
    try (var platform = platform("{}")) {
      platform.launch(LaunchRequest.of(1), steps::add);
    }

    assertThat(profiles()).containsExactly("--profile=c");
  }

  @Test
  void profileIsThatOfTheCertificatesWhereTheClusterWasRenamed() throws Exception {
    installed(twoNodes("Running"), "exit 1");
    try (var platform = platform("{client-certificate: .minikube/profiles/minikube/client.crt}")) {
      platform.launch(LaunchRequest.of(1), steps::add);
    }

    assertThat(profiles()).containsExactly("--profile=minikube");
  }

  @Test
  void clusterThatMinikubeMadeElsewhereIsUsedAsItIs() throws Exception {
    installed("* Profile \"c\" not found.", "exit 1", 85);
    try (var platform = platform("{}")) {
      platform.launch(LaunchRequest.of(1), steps::add);
    }

    assertThat(Files.readAllLines(asked())).containsExactly("--profile=c status --output=json");
    assertThat(reported())
        .contains(
            "Start Minikube: it has no profile 'c' here: the cluster is used as it is",
            "Reach cluster of dev: ");
  }

  @Test
  void failureIsToldInMinikubesOwnWords() throws Exception {
    var minikube =
        installed(
            "not a word of JSON",
            """
            echo '{"type":"io.k8s.sigs.minikube.error","data":{"advice":"Start the docker service.",\
            "exitcode":"69","message":"docker is not running","name":"PROVIDER_DOCKER_NOT_RUNNING"}}'; exit 69\
            """);

    var failure =
        catchThrowableOfType(
            StepFailed.class, () -> minikube.prepare("mine", true, folder, IMAGES, steps::add));

    assertThat(failure).hasMessage("docker is not running");
    assertThat(failure.next()).isEqualTo("Start the docker service.");
    assertThat(steps.getLast())
        .isEqualTo(new Step("Start Minikube", Step.Status.FAILED, "docker is not running"));
  }

  @Test
  void failureWithoutWordsNamesTheCommand() throws Exception {
    var minikube = installed("", "echo boom; exit 3");

    var failure =
        catchThrowableOfType(
            StepFailed.class, () -> minikube.prepare("mine", true, folder, IMAGES, steps::add));

    assertThat(failure).hasMessage("minikube start ended with exit code 3");
    assertThat(failure.next()).contains("minikube start");
    assertThat(failure.details()).contains("boom");
  }

  @Test
  void imagesToBuildAreTheProductsOwnOfTheManifests() throws Exception {
    assertThat(Manifests.find().ownImages()).isEqualTo(IMAGES);
  }

  @Test
  void clusterThatMinikubeWouldMakeCanBeChosen() throws Exception {
    installed("", "");
    var there =
        new KubernetesPlatform(
            new OkHttpClient(), Clock.systemUTC(), () -> WellKnownPorts.DEFAULT, environment());
    var nowhere =
        new KubernetesPlatform(
            new OkHttpClient(),
            Clock.systemUTC(),
            () -> WellKnownPorts.DEFAULT,
            Map.of("PATH", "/nowhere", "KUBECONFIG", "/nowhere"));

    assertThat(there.destinations())
        .singleElement()
        .matches(each -> each.name().equals("minikube") && each.current() && !each.foreign());
    assertThat(nowhere.destinations()).extracting(Destination::name).isEmpty();
  }
}
