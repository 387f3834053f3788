package switchboard.console.platform.kubernetes.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.manifests.Manifests;

@EnableKubernetesMockClient(crud = true)
class MonitorsTest {
  private static final CustomResourceDefinitionContext POD_MONITORS =
      kind("PodMonitor", "podmonitors");

  private static final CustomResourceDefinitionContext RULES =
      kind("PrometheusRule", "prometheusrules");

  private static final List<String> ALL =
      List.of(
          "NetworkPolicy backend-operator",
          "NetworkPolicy simulator-operator",
          "PodMonitor backend",
          "PodMonitor simulator",
          "PrometheusRule switchboard");

  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;

  private final List<GenericKubernetesResource> applied = new CopyOnWriteArrayList<>();
  private Monitors monitors;

  private static CustomResourceDefinitionContext kind(String kind, String plural) {
    return new CustomResourceDefinitionContext.Builder()
        .withGroup("monitoring.coreos.com")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withScope("Namespaced")
        .build();
  }

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void read() throws Exception {
    server.expectCustomResource(POD_MONITORS);
    server.expectCustomResource(RULES);
    monitors = new Monitors(client, Manifests.find().folder().resolve("kube-prometheus-stack"));
  }

  private String deployment() {
    return client
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName(Names.BACKEND)
                .withNamespace(Names.NAMESPACE)
                .addToLabels(Names.PART_OF, Names.PRODUCT)
                .endMetadata()
                .build())
        .create()
        .getMetadata()
        .getUid();
  }

  /** The server in memory knows no server-side apply: here it says this, or takes what it gets. */
  private void answerApply(int code) {
    var monitoring = "/apis/monitoring.coreos.com/v1/namespaces/chat-app/";
    var policies = "/apis/networking.k8s.io/v1/namespaces/chat-app/networkpolicies/";
    for (var path :
        List.of(
            monitoring + "podmonitors/backend",
            monitoring + "podmonitors/simulator",
            monitoring + "prometheusrules/switchboard",
            policies + "backend-operator",
            policies + "simulator-operator")) {
      server
          .expect()
          .patch()
          .withPath(path + "?fieldManager=" + Names.FIELD_MANAGER)
          .andReply(
              code,
              request -> {
                var body = request.getBody().readUtf8();
                applied.add(Serialization.unmarshal(body, GenericKubernetesResource.class));
                return code == HttpURLConnection.HTTP_OK
                    ? body
                    : new StatusBuilder().withCode(code).withMessage("no").build();
              })
          .always();
    }
  }

  private static String words(HasMetadata each) {
    return each.getKind() + " " + each.getMetadata().getName();
  }

  private List<String> there() {
    var all = new ArrayList<HasMetadata>();
    for (var kind : List.of(POD_MONITORS, RULES)) {
      all.addAll(
          client.genericKubernetesResources(kind).inNamespace(Names.NAMESPACE).list().getItems());
    }
    all.addAll(
        client.network().v1().networkPolicies().inNamespace(Names.NAMESPACE).list().getItems());
    return all.stream().map(MonitorsTest::words).sorted().toList();
  }

  private void make(GenericKubernetesResource object) {
    client.resource(object).inNamespace(Names.NAMESPACE).create();
  }

  @Test
  void objectsAreMadeAsTheDeploymentsOwn() {
    var uid = deployment();
    answerApply(HttpURLConnection.HTTP_OK);

    assertThat(monitors.ensure()).isEmpty();

    assertThat(applied).extracting(MonitorsTest::words).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(applied)
        .allSatisfy(
            each ->
                assertThat(each.getMetadata().getOwnerReferences())
                    .singleElement()
                    .returns("Deployment", OwnerReference::getKind)
                    .returns(Names.BACKEND, OwnerReference::getName)
                    .returns(uid, OwnerReference::getUid));
  }

  @Test
  void withoutTheSystemNothingIsMade() {
    answerApply(HttpURLConnection.HTTP_OK);

    assertThat(monitors.ensure()).isEmpty();

    assertThat(applied).isEmpty();
    assertThat(monitors.exist()).isFalse();
  }

  @Test
  void theseAndNoOthersAreDeleted() {
    deployment();
    answerApply(HttpURLConnection.HTTP_OK);
    monitors.ensure();
    applied.forEach(this::make);
    var foreign = applied.getFirst();
    foreign.getMetadata().setName("theirs");
    make(foreign);
    assertThat(monitors.exist()).isTrue();
    assertThat(there()).hasSize(ALL.size() + 1).containsAll(ALL);

    monitors.delete();

    assertThat(there()).containsExactly(words(foreign));
    assertThat(monitors.exist()).isFalse();
  }

  @Test
  void whoMayNotMakeThemIsToldSo() {
    deployment();
    answerApply(HttpURLConnection.HTTP_FORBIDDEN);

    assertThat(monitors.ensure())
        .isEqualTo(
            "It does not measure the chat system: you may not create podmonitors and"
                + " prometheusrules in namespace chat-app.");
  }
}
