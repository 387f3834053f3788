package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Outcomes;
import switchboard.console.platform.Monitoring.Origin;
import switchboard.console.platform.Monitoring.Stack;
import switchboard.console.platform.Step;

/** What is done to a cluster, and what is not, by a Helm that only says what the real one says. */
@EnableKubernetesMockClient(crud = true, https = false)
class StackSwitchTest {
  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;

  @TempDir private Path folder;
  private final List<Step> steps = new ArrayList<>();
  private FakeHelm helm;
  private ClusterMonitoring monitoring;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void install() throws IOException {
    assumeThat(File.pathSeparator).as("a POSIX system").isEqualTo(":");
    helm = new FakeHelm(folder, "echo 'Error: the chart is broken'; exit 1");
    monitoring = monitoring(helm.environment());
  }

  private ClusterMonitoring monitoring(Map<String, String> environment) throws IOException {
    Files.writeString(
        Path.of(environment.get("KUBECONFIG")),
        """
        clusters: [{name: test, cluster: {server: "%s"}}]
        contexts: [{name: test, context: {cluster: test, user: test}}]
        users: [{name: test, user: {}}]
        """
            .formatted(client.getMasterUrl()));
    var clusters = new Clusters(environment);
    Outcomes.done(clusters.choose("Choosing", "test"));
    return new ClusterMonitoring(clusters, environment, Chart.STACK);
  }

  @AfterEach
  void close() {
    monitoring.close();
  }

  /** Whether everything is allowed, or nothing. */
  private void allow(boolean allowed) {
    server
        .expect()
        .post()
        .withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        .andReturn(
            HttpURLConnection.HTTP_CREATED,
            new SelfSubjectAccessReviewBuilder()
                .withNewStatus()
                .withAllowed(allowed)
                .endStatus()
                .build())
        .always();
  }

  private void namespace(Map<String, String> labels) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(Installation.NAMESPACE)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
  }

  private void stackIn(String namespace) {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("monitoring-kube-prometheus-prometheus")
                .withNamespace(namespace)
                .withLabels(Map.of("app", "kube-prometheus-stack-prometheus", "release", "theirs"))
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", "prometheus")
                .addNewPort()
                .withName("http-web")
                .withPort(9090)
                .withTargetPort(new IntOrString(9090))
                .endPort()
                .endSpec()
                .build())
        .create();
  }

  @Test
  void stackOfOthersIsSeenAndNeverChanged() throws IOException {
    allow(true);
    stackIn("observability");

    assertThat(Outcomes.done(monitoring.look()))
        .returns(Origin.FOREIGN, Stack::origin)
        .returns("release theirs in namespace observability", Stack::where)
        .returns(false, Stack::used)
        .returns(true, Stack::possible);

    var used = Outcomes.done(monitoring.use(steps::add));
    assertThat(used.used()).isTrue();
    assertThat(used.prometheus()).isPresent();
    assertThat(used.note()).isEqualTo("Its Prometheus is not ready.");
    assertThat(Outcomes.failure(monitoring.remove(steps::add)).happened())
        .isEqualTo("there is none that this console has installed");
    assertThat(helm.asks()).isEmpty();
  }

  @Test
  void namespaceOfTheSameNameThatIsNotTheConsolesOwnIsLeftAlone() throws IOException {
    namespace(Map.of());

    var failure = Outcomes.failure(monitoring.use(steps::add));

    assertThat(failure.happened())
        .isEqualTo("namespace switchboard-monitoring is there already, and is not this console's");
    assertThat(Outcomes.failure(monitoring.remove(steps::add)).happened())
        .isEqualTo("there is none that this console has installed");
    assertThat(helm.asks()).isEmpty();
    assertThat(client.namespaces().withName(Installation.NAMESPACE).get()).isNotNull();
  }

  @Test
  void installationThatFailsIsTakenAwayAgain() throws IOException {
    var failure = Outcomes.failure(monitoring.use(steps::add));

    assertThat(failure.happened()).isEqualTo("the chart is broken");
    assertThat(helm.asks())
        .satisfiesExactly(
            install ->
                assertThat(install)
                    .startsWith("upgrade --install switchboard kube-prometheus-stack --repo=")
                    .contains("--version=" + Chart.STACK.version())
                    .contains("kube-prometheus-stack/values.yaml")
                    .contains("--namespace=switchboard-monitoring --kube-context=test"),
            uninstall -> assertThat(uninstall).startsWith("uninstall switchboard "));
    assertThat(client.namespaces().withName(Installation.NAMESPACE).get()).isNull();
    assertThat(steps)
        .contains(
            new Step("Make namespace switchboard-monitoring", Step.Status.DONE, ""),
            new Step("Install " + Chart.STACK.words(), Step.Status.FAILED, "the chart is broken"));
  }

  @Test
  void machineWithoutHelmIsToldToInstallIt() throws IOException {
    monitoring.close();
    var config = folder.resolve("config").toString();
    monitoring = monitoring(Map.of("PATH", "/nowhere", "KUBECONFIG", config));

    assertThat(Outcomes.done(monitoring.look()))
        .returns(Origin.NONE, Stack::origin)
        .returns(false, Stack::possible)
        .extracting(Stack::note)
        .asString()
        .startsWith("Helm is not installed on this machine");
  }

  @Test
  void whoMayNotInstallIsToldBeforeAnythingIsTried() {
    allow(false);

    assertThat(Outcomes.done(monitoring.look()))
        .returns(false, Stack::possible)
        .returns(
            "You may not create namespaces, create"
                + " customresourcedefinitions.apiextensions.k8s.io, create"
                + " clusterroles.rbac.authorization.k8s.io and 2 more.",
            Stack::note);
  }
}
