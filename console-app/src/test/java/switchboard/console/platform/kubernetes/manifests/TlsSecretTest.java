package switchboard.console.platform.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.Yaml;
import switchboard.console.tls.ServerCertificate;

@EnableKubernetesMockClient(crud = true)
class TlsSecretTest {
  private static final ServerCertificate FIRST =
      new ServerCertificate("chain", "key", "authority", false, "");
  private static final ServerCertificate SECOND =
      new ServerCertificate("other chain", "other key", "authority", false, "");

  // Set by the mock server's extension.
  private KubernetesClient client;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  private boolean ensure(Optional<ServerCertificate> certificate) throws StepFailed {
    return new TlsSecret(client, "test", Names.TLS_SECRET).ensure(certificate);
  }

  private Secret secret() {
    return client.secrets().inNamespace(Names.NAMESPACE).withName(Names.TLS_SECRET).get();
  }

  private void makeForeign() {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(Names.TLS_SECRET)
                .withNamespace(Names.NAMESPACE)
                .endMetadata()
                .addToStringData("tls.crt", "theirs")
                .build())
        .create();
  }

  @Test
  void certificateIsASecretOfTheKindThatIngressesTakeToo() throws StepFailed {
    assertThat(ensure(Optional.of(FIRST))).isTrue();

    assertThat(secret().getType()).isEqualTo("kubernetes.io/tls");
    assertThat(secret().getStringData())
        .containsEntry("tls.crt", "chain")
        .containsEntry("tls.key", "key")
        .containsEntry("ca.crt", "authority");
    assertThat(Names.isOwn(secret())).isTrue();
  }

  @Test
  void simulatorsComeByHttpsAndBrowsersAreToldToInsistOnIt() throws Exception {
    var objects = Manifests.find().objects();

    TlsSecret.serve(objects, true);

    assertThat(variables(objects, "StatefulSet", Names.SIMULATOR))
        .containsEntry("SERVER_URL", "https://gateway")
        .containsEntry("NUM_USERS", "0");
    assertThat(variables(objects, "Deployment", Names.GATEWAY)).containsEntry("HSTS", "true");
  }

  @Test
  void replicasReachAStoreByTls() throws Exception {
    var objects = Manifests.find().objects();

    TlsSecret.encryptStore(objects);

    assertThat(variables(objects, "StatefulSet", Names.STORE))
        .containsEntry("STORE_SCHEME", "rediss");
    assertThat(variables(objects, "Deployment", Names.BACKEND))
        .containsEntry("STORE_SCHEME", "rediss")
        .containsEntry("STORE_URL", "$(STORE_SCHEME)://backend:$(STORE_PASSWORD)@store:6379");
    // Kubernetes replaces only what stands before.
    assertThat(variables(objects, "Deployment", Names.BACKEND).keySet())
        .containsSubsequence("STORE_SCHEME", "STORE_URL");
  }

  private static Map<String, Object> variables(
      List<GenericKubernetesResource> objects, String kind, String name) {
    var workload =
        objects.stream()
            .filter(each -> each.getKind().equals(kind))
            .filter(each -> each.getMetadata().getName().equals(name))
            .findFirst()
            .orElseThrow();
    var template = Yaml.mapIn(Yaml.mapIn(workload.getAdditionalProperties(), "spec"), "template");
    return Yaml.maps(Yaml.mapIn(template, "spec"), "containers").stream()
        .flatMap(container -> Yaml.maps(container, "env").stream())
        .filter(each -> each.containsKey("value"))
        .collect(
            Collectors.toMap(
                each -> each.get("name").toString(),
                each -> each.get("value"),
                (first, second) -> second,
                LinkedHashMap::new));
  }

  @Test
  void secondLaunchReplacesTheCertificate() throws StepFailed {
    ensure(Optional.of(FIRST));
    ensure(Optional.of(SECOND));

    assertThat(secret().getStringData()).containsEntry("tls.crt", "other chain");
  }

  @Test
  void launchWithoutACertificateLeavesNone() throws StepFailed {
    ensure(Optional.of(FIRST));

    assertThat(ensure(Optional.empty())).isFalse();
    assertThat(secret()).isNull();
  }

  @Test
  void certificateOfSomebodyElseIsServed() throws StepFailed {
    makeForeign();

    assertThat(ensure(Optional.empty())).isTrue();
    assertThat(secret().getStringData()).containsEntry("tls.crt", "theirs");
  }

  @Test
  void certificateOfSomebodyElseIsNotOverwritten() {
    makeForeign();

    assertThat(catchThrowableOfType(StepFailed.class, () -> ensure(Optional.of(FIRST))).advice())
        .contains("Secret gateway-tls in namespace chat-app, made by somebody else");
    assertThat(secret().getStringData()).containsEntry("tls.crt", "theirs");
  }
}
