package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.StepFailed;

@EnableKubernetesMockClient(crud = true)
class ApplicationTest {
  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;

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

  private Application application() {
    return new Application(client, "test");
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

  private void claim() {
    client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withMetadata(named("data-store-0", Map.of(Names.PART, Names.STORE)))
                .build())
        .create();
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
    client
        .resource(
            new DeploymentBuilder()
                .withMetadata(named(Names.BACKEND, OWN))
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
