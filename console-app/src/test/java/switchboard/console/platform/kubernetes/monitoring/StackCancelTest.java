package switchboard.console.platform.kubernetes.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.Outcomes;
import switchboard.console.platform.Step;
import switchboard.console.platform.kubernetes.access.Clusters;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.SampleKubeconfig;
import switchboard.console.platform.kubernetes.pods.SamplePods;

/** What an installation that does not come to its end leaves, by a Helm that takes its time. */
@EnableKubernetesMockClient(crud = true, https = false)
class StackCancelTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  // Set by the mock server's extension.
  private KubernetesClient client;

  @TempDir private Path folder;
  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private FakeHelm helm;
  private ClusterMonitoring monitoring;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void needsAShell() {
    assumeThat(File.pathSeparator).as("a POSIX system").isEqualTo(":");
  }

  private void open(String install, String uninstall) throws IOException {
    helm = new FakeHelm(folder, install, uninstall);
    var environment = helm.environment();
    SampleKubeconfig.write(
        Path.of(environment.get("KUBECONFIG")), client.getMasterUrl().toString(), "somebody");
    var clusters = new Clusters(environment);
    Outcomes.done(clusters.choose("Choosing", "test"));
    monitoring = new ClusterMonitoring(clusters, environment, HelmChart.STACK);
  }

  @AfterEach
  void close() {
    if (monitoring != null) {
      monitoring.close();
    }
  }

  @Test
  void stepThatFailedStaysSoWhileWhatItHadBegunIsTakenAway() throws IOException {
    open("echo 'Error: the chart is broken'; exit 1", "sleep 3");
    var pod = SamplePods.running(Names.PROMETHEUS, "prometheus-0", false);
    pod.getMetadata().setNamespace(StackInstallation.NAMESPACE);
    client.resource(pod).create();

    Outcomes.failure(monitoring.use(steps::add));

    assertThat(installSteps()).last().extracting(Step::status).isEqualTo(Step.Status.FAILED);
  }

  private List<Step> installSteps() {
    return steps.stream().filter(step -> step.name().startsWith("Install ")).toList();
  }

  @Test
  void closingCancelsAnInstallationAndWaitsUntilItIsTakenAway() throws Exception {
    open("sleep 60", "sleep 1");
    var using = new FutureTask<>(() -> monitoring.use(steps::add));
    var thread = Thread.ofVirtual().start(using);
    await().atMost(SOON).until(() -> helm.asks().size() == 1);
    thread.interrupt();
    await().atMost(SOON).until(() -> helm.asks().size() == 2);

    monitoring.close();

    assertThat(helm.asks().getLast()).startsWith("uninstall switchboard ");
    assertThat(client.namespaces().withName(StackInstallation.NAMESPACE).get()).isNull();
    assertThat(Outcomes.failure(using.get()))
        .returns("it was cancelled", Failure::happened)
        .returns("Look again: parts of it may still be there.", Failure::next);
    assertThat(installSteps())
        .last()
        .isEqualTo(new Step("Install " + HelmChart.STACK.words(), Step.Status.FAILED, "cancelled"));
    assertThat(Outcomes.failure(monitoring.look()).happened())
        .isEqualTo("the console is being closed");
  }

  @Test
  void closingIsWhatCancels() throws Exception {
    open("sleep 60", "true");
    var using = new FutureTask<>(() -> monitoring.use(steps::add));
    Thread.ofVirtual().start(using);
    await().atMost(SOON).until(() -> helm.asks().size() == 1);

    monitoring.close();

    assertThat(helm.asks().getLast()).startsWith("uninstall switchboard ");
    assertThat(Outcomes.failure(using.get()).happened()).isEqualTo("it was cancelled");
  }
}
