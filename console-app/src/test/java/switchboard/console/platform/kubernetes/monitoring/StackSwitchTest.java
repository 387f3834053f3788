package switchboard.console.platform.kubernetes.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Outcomes;
import switchboard.console.platform.Step;
import switchboard.console.platform.capability.Monitoring.Origin;
import switchboard.console.platform.capability.Monitoring.Stack;
import switchboard.console.platform.kubernetes.access.Clusters;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.SampleKubeconfig;
import switchboard.console.platform.kubernetes.access.SampleRights;
import switchboard.console.platform.kubernetes.manifests.Kustomization;
import switchboard.console.platform.kubernetes.manifests.Manifests;
import switchboard.console.platform.kubernetes.pods.SamplePods;

/** What is done to a cluster, and what is not, by a Helm that only says what the real one says. */
@EnableKubernetesMockClient(crud = true, https = false)
class StackSwitchTest {
  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;

  @TempDir private Path folder;
  private final List<Step> steps = new ArrayList<>();
  private FakeHelm helm;
  private Clusters clusters;
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
    SampleKubeconfig.write(
        Path.of(environment.get("KUBECONFIG")), client.getMasterUrl().toString(), "somebody");
    clusters = new Clusters(environment);
    Outcomes.done(clusters.choose("Choosing", "test"));
    return new ClusterMonitoring(clusters, environment, HelmChart.STACK);
  }

  @AfterEach
  void close() {
    monitoring.close();
  }

  /** Whether everything is allowed, or nothing. */
  private void allow(boolean allowed) {
    SampleRights.allow(server, right -> allowed);
  }

  private void allowAllBut(String verb) {
    SampleRights.allow(server, right -> !right.verb().equals(verb));
  }

  private void namespace(Map<String, String> labels) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(StackInstallation.NAMESPACE)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
  }

  private void ownStack() {
    namespace(Map.of(Names.PART_OF, Names.PRODUCT));
    stackIn(StackInstallation.NAMESPACE);
  }

  private void prometheusIn(String namespace, boolean ready) {
    var pod = SamplePods.running(Names.PROMETHEUS, "prometheus-0", ready);
    pod.getMetadata().setNamespace(namespace);
    pod.getMetadata().setLabels(Map.of("app", "prometheus"));
    client.resource(pod).createOr(each -> each.update());
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
    assertThat(Outcomes.failure(monitoring.remove(steps::add)).happened())
        .isEqualTo("this console has not installed one");
    assertThat(helm.asks()).isEmpty();
  }

  @Test
  void figuresAreReadWhileItsPrometheusIsReady() {
    allow(true);
    stackIn("observability");
    prometheusIn("observability", false);

    assertThat(Outcomes.done(monitoring.use(steps::add)))
        .returns(Optional.empty(), Stack::prometheus)
        .returns("Its Prometheus is not ready.", Stack::note);

    prometheusIn("observability", true);
    var ready = Outcomes.done(monitoring.look());
    assertThat(ready.prometheus()).isPresent();
    assertThat(ready.note()).isEmpty();

    prometheusIn("observability", false);
    assertThat(Outcomes.done(monitoring.look()).prometheus()).isEmpty();
    prometheusIn("observability", true);
    assertThat(Outcomes.done(monitoring.look()).prometheus())
        .as("the way to it stays")
        .isEqualTo(ready.prometheus());
  }

  @Test
  void whoMayNotListThePodsOfAStackIsToldSo() {
    allowAllBut("list");
    stackIn("observability");

    assertThat(Outcomes.done(monitoring.look()))
        .returns(false, Stack::possible)
        .returns("You may not list pods in namespace observability.", Stack::note);
  }

  @Test
  void removalThatIsRefusedTouchesNothing() throws Exception {
    allow(true);
    stackIn("observability");
    var policies = client.network().v1().networkPolicies().inNamespace(Names.NAMESPACE);
    for (var each :
        Kustomization.render(Manifests.find().folder().resolve("kube-prometheus-stack"))) {
      if ("NetworkPolicy".equals(each.get("kind"))) {
        policies
            .resource(Serialization.unmarshal(Serialization.asJson(each), NetworkPolicy.class))
            .create();
      }
    }
    Outcomes.done(monitoring.use(steps::add));

    Outcomes.failure(monitoring.remove(steps::add));

    assertThat(policies.list().getItems()).hasSize(2);
    assertThat(Outcomes.done(monitoring.look()).used()).isTrue();
  }

  @Test
  void stackIsLeftInTheClusterThatIsChosenNow() {
    allow(true);
    ownStack();
    assertThat(Outcomes.done(monitoring.look()).used()).isTrue();
    Outcomes.done(clusters.choose("Choosing", "other"));

    assertThat(Outcomes.done(monitoring.leave()).used()).isFalse();
    assertThat(Outcomes.done(monitoring.look()).used()).isFalse();
  }

  @Test
  void namespaceOfTheSameNameThatIsNotTheConsolesOwnIsLeftAlone() throws IOException {
    namespace(Map.of());

    var failure = Outcomes.failure(monitoring.use(steps::add));

    assertThat(failure.happened())
        .isEqualTo(
            "namespace switchboard-monitoring already exists, and was not created by this console");
    assertThat(Outcomes.failure(monitoring.remove(steps::add)).happened())
        .isEqualTo("this console has not installed one");
    assertThat(helm.asks()).isEmpty();
    assertThat(client.namespaces().withName(StackInstallation.NAMESPACE).get()).isNotNull();
  }

  @Test
  void releaseOfTheSameNameThatSomebodyElseMadeIsLeftAlone() throws IOException {
    namespace(Map.of(Names.PART_OF, Names.PRODUCT));
    helm.installed("{\"grafana\":{\"enabled\":true}}");

    var failure = Outcomes.failure(monitoring.use(steps::add));

    assertThat(failure.happened())
        .isEqualTo(
            "Helm's release switchboard in namespace switchboard-monitoring was not created by this"
                + " console");
    assertThat(Outcomes.failure(monitoring.remove(steps::add)).happened())
        .isEqualTo(failure.happened());
    assertThat(helm.asks()).isEmpty();
    assertThat(client.namespaces().withName(StackInstallation.NAMESPACE).get()).isNotNull();
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
                    .contains("--version=" + HelmChart.STACK.version())
                    .contains("kube-prometheus-stack/values.yaml")
                    .contains("--namespace=switchboard-monitoring --kube-context=test"),
            uninstall -> assertThat(uninstall).startsWith("uninstall switchboard "));
    assertThat(client.namespaces().withName(StackInstallation.NAMESPACE).get()).isNull();
    assertThat(steps)
        .contains(
            new Step("Create namespace switchboard-monitoring", Step.Status.DONE, ""),
            new Step(
                "Install " + HelmChart.STACK.words(), Step.Status.FAILED, "the chart is broken"));
  }

  @Test
  void clusterOfTheUsersOwnNeedsNoChoiceToBeRemembered() throws IOException {
    allow(true);
    ownStack();
    var config = folder.resolve("config");
    SampleKubeconfig.write(config, client.getMasterUrl().toString(), "minikube.sigs.k8s.io");
    var environment = helm.environment();
    try (var unchosen =
        new ClusterMonitoring(new Clusters(environment), environment, HelmChart.STACK)) {
      assertThat(Outcomes.done(unchosen.look()).used()).isTrue();
      Outcomes.done(unchosen.leave());

      assertThat(Outcomes.done(unchosen.look()).used()).isFalse();
    }
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
