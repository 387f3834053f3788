package switchboard.console.platform.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.utils.ResponseProvider;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;

@EnableKubernetesMockClient(crud = true)
class ManifestApplierTest {
  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private static ObjectMeta named(String name, Map<String, String> labels) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(Names.NAMESPACE)
        .withLabels(labels)
        .build();
  }

  private static final String PATCH =
      "/apis/apps/v1/namespaces/chat-app/deployments/backend?fieldManager=switchboard";

  private static final Map<String, String> OWN = Map.of(Names.PART_OF, Names.PRODUCT);

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  private ManifestApplier application() {
    return new ManifestApplier(client, "test");
  }

  @Test
  void secretsAreMadeOnceAndKept() throws StepFailed {
    application().ensureSecrets();
    var secrets = client.secrets().inNamespace(Names.NAMESPACE).withName(Names.SECRET);
    var first = secrets.get();

    application().ensureSecrets();

    assertThat(first.getStringData())
        .containsOnlyKeys(
            "STORE_PASSWORD",
            "STORE_ADMIN_PASSWORD",
            "JWT_SECRET",
            "ADMIN_TOKEN",
            "GRAFANA_PASSWORD")
        .allSatisfy((name, value) -> assertThat(value).matches("[0-9a-f]{64}"));
    assertThat(secrets.get().getStringData()).isEqualTo(first.getStringData());
    assertThat(first.getMetadata().getLabels()).isEqualTo(OWN);
  }

  @Test
  void systemOfBeforeIsGivenALoadTokenAndKeepsItsSecrets() throws StepFailed {
    client
        .resource(
            new SecretBuilder()
                .withMetadata(named(Names.SECRET, OWN))
                .withStringData(Map.of("JWT_SECRET", "mine"))
                .build())
        .create();

    application().ensureSecrets();
    var load = client.secrets().inNamespace(Names.NAMESPACE).withName(Names.LOAD_SECRET).get();
    application().ensureSecrets();

    var secrets = client.secrets().inNamespace(Names.NAMESPACE);
    assertThat(load.getStringData().get("LOAD_TOKEN")).matches("[0-9a-f]{64}");
    assertThat(load.getMetadata().getLabels()).isEqualTo(OWN);
    assertThat(secrets.withName(Names.LOAD_SECRET).get().getStringData())
        .isEqualTo(load.getStringData());
    assertThat(secrets.withName(Names.SECRET).get().getStringData())
        .isEqualTo(Map.of("JWT_SECRET", "mine"));
  }

  @Test
  void stopDeletesWhatIsLabelledAndNothingElse() throws StepFailed {
    client.resource(new ConfigMapBuilder().withMetadata(named("gateway", OWN)).build()).create();
    client.resource(new ServiceBuilder().withMetadata(named("gateway", OWN)).build()).create();
    client
        .resource(new ConfigMapBuilder().withMetadata(named("somebody", Map.of())).build())
        .create();
    claim();

    application().delete(List.of(), false);

    assertThat(client.configMaps().inNamespace(Names.NAMESPACE).list().getItems())
        .extracting(each -> each.getMetadata().getName())
        .containsExactly("somebody");
    assertThat(client.services().inNamespace(Names.NAMESPACE).list().getItems()).isEmpty();
    assertThat(claims()).isEqualTo(1);
  }

  @Test
  void messagesGoOnlyWhenThatIsAskedFor() throws StepFailed {
    claim();

    application().delete(List.of(), true);

    assertThat(claims()).isZero();
  }

  @Test
  void volumeOfSomebodyElsesStoreStaysWhateverIsAskedFor() throws StepFailed {
    claim("data-store-0", Map.of(Names.PART, Names.STORE));

    application().delete(List.of(), true);

    assertThat(claims()).isEqualTo(1);
  }

  @Test
  void somebodyElsesDeploymentBackendIsSaidAndLeftAlone() throws Exception {
    backend(1, Map.of("app", "theirs"));

    var failed = catchThrowableOfType(StepFailed.class, () -> application().checkOwn(backend()));
    application().delete(backend(), true);

    assertThat(failed)
        .hasMessage(
            "Deployment backend in namespace chat-app, made by somebody else, would be in the way");
    assertThat(failed.next()).startsWith("Nothing was changed.");
    assertThat(client.apps().deployments().inNamespace(Names.NAMESPACE).list().getItems())
        .hasSize(1);
  }

  @Test
  void ownDeploymentIsInNobodysWay() throws Exception {
    backend(1, OWN);

    assertThatCode(() -> application().checkOwn(backend())).doesNotThrowAnyException();
  }

  private void claim() {
    claim("data-store-0", Map.of(Names.PART, Names.STORE, Names.PART_OF, Names.PRODUCT));
  }

  private void claim(String name, Map<String, String> labels) {
    client
        .resource(new PersistentVolumeClaimBuilder().withMetadata(named(name, labels)).build())
        .create();
  }

  /** How an API server refuses a Service, by what it has in it. */
  private void refuse(String field, int code, String message) {
    server
        .expect()
        .patch()
        .withPath("/api/v1/namespaces/chat-app/services/gateway?fieldManager=switchboard")
        .andReply(new Refusing(field, code, message))
        .always();
  }

  /** Of what it is sent, that which has something in it; the rest is taken. */
  private final class Refusing implements ResponseProvider<Object> {
    private final String what;
    private final int code;
    private final String message;
    private Headers headers = Headers.builder().build();

    Refusing(String what, int code, String message) {
      this.what = what;
      this.code = code;
      this.message = message;
    }

    @Override
    public int getStatusCode(RecordedRequest request) {
      // A body can be read once.
      var body = request.getUtf8Body();
      if (!body.isEmpty()) {
        bodies.add(body);
      }
      return bodies.getLast().contains(what) ? code : HttpURLConnection.HTTP_OK;
    }

    @Override
    public Object getBody(RecordedRequest request) {
      return getStatusCode(request) == code
          ? new StatusBuilder().withCode(code).withMessage(message).build()
          : new ServiceBuilder()
              .withMetadata(named("gateway", OWN))
              .withNewSpec()
              .addNewPort()
              .withPort(80)
              .withNodePort(31234)
              .endPort()
              .endSpec()
              .build();
    }

    @Override
    public Headers getHeaders() {
      return headers;
    }

    @Override
    public void setHeaders(Headers headers) {
      this.headers = headers;
    }
  }

  private static List<GenericKubernetesResource> gateway() throws Exception {
    return Manifests.find().objects().stream()
        .filter(each -> each.getKind().equals("Service"))
        .filter(each -> each.getMetadata().getName().equals(Names.GATEWAY))
        .toList();
  }

  @Test
  void anotherNodePortIsChosenWhereItsOwnIsTaken() throws Exception {
    refuse(
        "30001",
        422,
        "Service \"gateway\" is invalid: spec.ports[0].nodePort: Invalid value: 30001: provided"
            + " port is already allocated");

    application().apply(gateway(), 1, false, steps::add);

    assertThat(bodies).hasSize(2);
    assertThat(steps)
        .contains(
            new Step(
                "Publish gateway",
                Step.Status.DONE,
                "node port 30001 is not available: the cluster has chosen 31234"));
  }

  @Test
  void portForwardServesWhereNoNodePortMayBeHad() throws Exception {
    refuse("NodePort", 403, "exceeded quota: q, requested: services.nodeports=1, limited: 0");

    application().apply(gateway(), 1, false, steps::add);

    assertThat(bodies.getLast()).contains("ClusterIP");
    assertThat(steps)
        .extracting(Step::detail)
        .contains(
            "node port 30001 is not available, nor is any other: it is reached by a port-forward of"
                + " this console");
  }

  @Test
  void otherRefusalsOfAServiceAreNoMatterOfItsPort() throws Exception {
    refuse("30001", 403, "services \"gateway\" is forbidden");

    assertThat(
            catchThrowableOfType(
                StepFailed.class, () -> application().apply(gateway(), 1, false, steps::add)))
        .hasMessageContaining("applying Service gateway", "forbidden");
    assertThat(bodies).hasSize(1);
  }

  private int claims() {
    return client.persistentVolumeClaims().inNamespace(Names.NAMESPACE).list().getItems().size();
  }

  @Test
  void conflictNamesTheFieldAndWhoSetIt() throws Exception {
    var status =
        new StatusBuilder()
            .withCode(HttpURLConnection.HTTP_CONFLICT)
            .withMessage("Apply failed with 1 conflict")
            .withNewDetails()
            .withCauses(
                new StatusCauseBuilder()
                    .withReason("FieldManagerConflict")
                    .withField(".spec.template")
                    .withMessage("conflict with \"kubectl-edit\" using apps/v1")
                    .build())
            .endDetails()
            .build();
    server
        .expect()
        .patch()
        .withPath(PATCH)
        .andReturn(HttpURLConnection.HTTP_CONFLICT, status)
        .always();

    var failed =
        catchThrowableOfType(
            StepFailed.class, () -> application().apply(backend(), 3, false, step -> {}));

    assertThat(failed)
        .hasMessageContaining("Deployment backend")
        .hasMessageContaining(".spec.template")
        .hasMessageContaining("kubectl-edit");
  }

  private static List<GenericKubernetesResource> backend() throws Exception {
    return Manifests.find().objects().stream()
        .filter(each -> each.getKind().equals("Deployment"))
        .filter(each -> each.getMetadata().getName().equals(Names.BACKEND))
        .toList();
  }

  private void accept() {
    server
        .expect()
        .patch()
        .withPath(PATCH)
        .andReturn(HttpURLConnection.HTTP_OK, new DeploymentBuilder().build())
        .always();
  }

  private void backendWith(int replicas) {
    backend(replicas, OWN);
  }

  private void backend(int replicas, Map<String, String> labels) {
    client
        .resource(
            new DeploymentBuilder()
                .withMetadata(named(Names.BACKEND, labels))
                .withNewSpec()
                .withReplicas(replicas)
                .endSpec()
                .build())
        .create();
  }

  @Test
  void newBackendsAreAsManyAsAreWanted() throws Exception {
    accept();

    application().apply(backend(), 4, false, step -> {});

    assertThat(server.getLastRequest().getUtf8Body()).contains("\"replicas\":4");
  }

  @Test
  void numberOfBackendsThatAreThereStays() throws Exception {
    backendWith(7);
    accept();

    application().apply(backend(), 4, false, step -> {});

    assertThat(server.getLastRequest().getUtf8Body()).contains("\"replicas\":7");
  }

  @Test
  void numberOfGatewaysThatAreThereStaysToo() throws Exception {
    client
        .resource(
            new DeploymentBuilder()
                .withMetadata(named(Names.GATEWAY, OWN))
                .withNewSpec()
                .withReplicas(5)
                .endSpec()
                .build())
        .create();
    server
        .expect()
        .patch()
        .withPath(PATCH.replace(Names.BACKEND, Names.GATEWAY))
        .andReturn(HttpURLConnection.HTTP_OK, new DeploymentBuilder().build())
        .always();
    var gateway =
        Manifests.find().objects().stream()
            .filter(each -> each.getKind().equals("Deployment"))
            .filter(each -> each.getMetadata().getName().equals(Names.GATEWAY))
            .toList();

    application().apply(gateway, 4, false, step -> {});

    assertThat(server.getLastRequest().getUtf8Body()).contains("\"replicas\":5");
  }

  @Test
  void whatRunsIsLeftAloneWhenOnlyTheMissingIsApplied() throws Exception {
    backendWith(7);
    accept();

    application().apply(backend(), 4, true, step -> {});

    assertThat(server.getLastRequest().getMethod()).hasToString("GET");
  }
}
