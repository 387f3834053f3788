package switchboard.console.platform.kubernetes.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.kubernetes.access.Forward;
import switchboard.console.platform.kubernetes.access.MockServerLog;

@EnableKubernetesMockClient(crud = true)
class PrometheusLocatorTest {
  // Set by the mock server's extension.
  private KubernetesClient client;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  private void service(String namespace, IntOrString target, Map<String, String> labels) {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("prometheus-" + labels.hashCode())
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .addToSelector("operator.prometheus.io/name", namespace)
                .addNewPort()
                .withName("reloader-web")
                .withPort(8080)
                .withTargetPort(new IntOrString(8080))
                .endPort()
                .addNewPort()
                .withName("http-web")
                .withPort(9090)
                .withTargetPort(target)
                .endPort()
                .endSpec()
                .build())
        .create();
  }

  private void charts(String namespace) {
    service(
        namespace,
        new IntOrString(9090),
        Map.of("app", "kube-prometheus-stack-prometheus", "release", "monitoring"));
  }

  private void pod(String namespace, String name, boolean ready) {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("operator.prometheus.io/name", namespace)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("prometheus")
                .addNewPort()
                .withName("web")
                .withContainerPort(9095)
                .endPort()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build())
        .create();
  }

  @Test
  void stackOfTheChartIsFoundInWhicheverNamespaceItIs() {
    assertThat(new PrometheusLocator(client).find("ours")).isEmpty();
    charts("observability");

    assertThat(new PrometheusLocator(client).find("ours"))
        .map(PrometheusLocator.Found::words)
        .contains("release monitoring in namespace observability");
  }

  @Test
  void ownOneComesBeforeOthers() {
    charts("a-first");
    charts("ours");

    assertThat(new PrometheusLocator(client).find("ours"))
        .map(PrometheusLocator.Found::namespace)
        .contains("ours");
  }

  @Test
  void prometheusOfTheOperatorAloneIsFoundToo() {
    service("ops", new IntOrString("web"), Map.of("operated-prometheus", "true"));
    pod("ops", "prometheus-0", true);
    var stacks = new PrometheusLocator(client);
    var found = stacks.find("ours").orElseThrow();

    assertThat(found.words()).isEqualTo("namespace ops");
    assertThat(stacks.goal(found).orElseThrow())
        .returns("ops", Forward.Goal::namespace)
        .returns("prometheus-0", Forward.Goal::pod)
        .returns(9095, Forward.Goal::port);
  }

  @Test
  void figuresAreReadFromThePodThatIsReady() {
    charts("observability");
    pod("observability", "prometheus-0", false);
    var stacks = new PrometheusLocator(client);
    var found = stacks.find("ours").orElseThrow();
    assertThat(stacks.goal(found)).isEmpty();

    pod("observability", "prometheus-1", true);

    assertThat(stacks.goal(found).orElseThrow())
        .returns("prometheus-1", Forward.Goal::pod)
        .returns(9090, Forward.Goal::port);
  }
}
