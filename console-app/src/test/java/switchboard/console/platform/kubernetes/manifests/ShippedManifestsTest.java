package switchboard.console.platform.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import switchboard.console.platform.kubernetes.access.Names;

/** What reviewers of a cluster expect of everything that runs in it. */
class ShippedManifestsTest {
  private static final List<String> RECOMMENDED =
      Stream.of("instance", "version", "part-of", "managed-by")
          .map(each -> "app.kubernetes.io/" + each)
          .toList();

  private static final List<String> OF_A_COMPONENT =
      List.of("app.kubernetes.io/name", "app.kubernetes.io/component");

  private Path folder;
  private List<GenericKubernetesResource> objects;

  @BeforeEach
  void render() throws Exception {
    var manifests = Manifests.find();
    folder = manifests.folder();
    objects = manifests.objects();
  }

  private <T> List<T> all(Class<T> type) {
    return objects.stream()
        .filter(object -> object.getKind().equals(type.getSimpleName()))
        .map(object -> Serialization.unmarshal(Serialization.asJson(object), type))
        .toList();
  }

  private Deployment deployment(String name) {
    return all(Deployment.class).stream()
        .filter(each -> each.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private StatefulSet store() {
    return all(StatefulSet.class).stream()
        .filter(each -> each.getMetadata().getName().equals(Names.STORE))
        .findFirst()
        .orElseThrow();
  }

  private Stream<PodTemplateSpec> templates() {
    return Stream.concat(
        all(Deployment.class).stream().map(each -> each.getSpec().getTemplate()),
        all(StatefulSet.class).stream().map(each -> each.getSpec().getTemplate()));
  }

  @Test
  void objectsAndPodsBearTheRecommendedLabels() {
    assertThat(objects)
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getLabels())
                    .as(object.getMetadata().getName())
                    .containsKeys(RECOMMENDED.toArray(String[]::new)))
        .filteredOn(object -> !object.getKind().equals("Namespace"))
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getLabels())
                    .as(object.getMetadata().getName())
                    .containsKeys(OF_A_COMPONENT.toArray(String[]::new)));
    assertThat(templates())
        .hasSize(5)
        .allSatisfy(
            template ->
                assertThat(template.getMetadata().getLabels())
                    .containsKeys(RECOMMENDED.toArray(String[]::new))
                    .containsKeys(OF_A_COMPONENT.toArray(String[]::new)));
  }

  @Test
  void versionIsThatOfTheImages() throws Exception {
    var image = new Manifests(folder).ownImages().getFirst();

    assertThat(objects)
        .allSatisfy(
            object ->
                assertThat(image)
                    .endsWith(
                        ":" + object.getMetadata().getLabels().get("app.kubernetes.io/version")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoscaler", "grafana", "kube-prometheus-stack"})
  void optionsPutOnTheSameLabels(String option) throws Exception {
    var own = labels(folder);

    assertThat(labels(folder.resolve(option))).isEqualTo(own);
  }

  private static Object labels(Path folder) throws Exception {
    var file = folder.resolve("kustomization.yaml");
    var said = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return ((Map<?, ?>) said).get("labels");
  }

  @Test
  void claimsOfTheStoreKeepTheLabelsThatTheyWereMadeWith() {
    assertThat(store().getSpec().getVolumeClaimTemplates())
        .singleElement()
        .satisfies(
            claim ->
                assertThat(claim.getMetadata().getLabels())
                    .containsOnlyKeys("app.kubernetes.io/name", "app.kubernetes.io/part-of"));
  }

  @Test
  void gatewaysAreTwoOnDifferentNodesAndOneAtATimeIsTakenAway() {
    var gateway = deployment(Names.GATEWAY).getSpec();

    assertThat(gateway.getReplicas()).isEqualTo(2);
    assertThat(gateway.getTemplate().getSpec().getTopologySpreadConstraints())
        .singleElement()
        .satisfies(
            spread -> {
              assertThat(spread.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
              assertThat(spread.getLabelSelector().getMatchLabels())
                  .containsEntry(Names.PART, Names.GATEWAY);
            });
    assertThat(all(PodDisruptionBudget.class))
        .filteredOn(each -> each.getMetadata().getName().equals(Names.GATEWAY))
        .singleElement()
        .satisfies(
            budget -> {
              assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
              assertThat(budget.getSpec().getSelector().getMatchLabels())
                  .containsEntry(Names.PART, Names.GATEWAY);
            });
  }

  @Test
  void storeLivesWhenItAnswersAPing() {
    var container = store().getSpec().getTemplate().getSpec().getContainers().getFirst();

    assertThat(container.getLivenessProbe().getExec().getCommand())
        .containsExactly("sh", "/etc/valkey/ping");
  }

  @Test
  void replicasSeeTheAuthorityOfTheStoreAndNotItsKey() {
    assertThat(deployment(Names.BACKEND).getSpec().getTemplate().getSpec().getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .singleElement()
        .satisfies(
            volume -> {
              assertThat(volume.getSecret().getSecretName()).isEqualTo(Names.STORE_TLS_SECRET);
              assertThat(volume.getSecret().getItems())
                  .extracting(KeyToPath::getKey)
                  .containsExactly("ca.crt");
            });
  }

  @Test
  void storeHasTwiceTheMemoryOfItsMessagesToWriteItsFileAnew() throws Exception {
    var settings = folder.resolveSibling("compose/store/valkey.conf");
    var maxGib =
        Files.readAllLines(settings).stream()
            .filter(line -> line.matches("maxmemory \\d+gb"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    var container = store().getSpec().getTemplate().getSpec().getContainers().getFirst();

    assertThat(container.getResources().getLimits().get("memory").getNumericalAmount().longValue())
        .isGreaterThan(2 * (maxGib << 30));
  }

  @Test
  void readingNeedsATokenBehindThePortOfANode() {
    var container =
        deployment(Names.BACKEND).getSpec().getTemplate().getSpec().getContainers().getFirst();

    assertThat(container.getEnv())
        .filteredOn(variable -> variable.getName().equals("PUBLIC_READ"))
        .extracting(EnvVar::getValue)
        .containsExactly("false");
  }

  @Test
  void nobodyMayAskWhomNoPolicyNamesAndEachPolicyNamesPorts() {
    var policies = all(NetworkPolicy.class);

    assertThat(policies)
        .filteredOn(each -> each.getMetadata().getName().equals("default-deny"))
        .singleElement()
        .satisfies(
            all -> {
              assertThat(all.getSpec().getPodSelector().getMatchLabels())
                  .containsOnlyKeys(Names.PART_OF);
              assertThat(all.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
              assertThat(all.getSpec().getEgress()).isNullOrEmpty();
            });
    assertThat(policies.stream().flatMap(each -> each.getSpec().getEgress().stream()))
        .extracting(NetworkPolicyEgressRule::getPorts)
        .allSatisfy(ports -> assertThat(ports).isNotEmpty());
    assertThat(asks(policies, Names.GATEWAY)).containsExactly("backend 5001");
    assertThat(asks(policies, Names.BACKEND)).containsExactly("store 6379");
    assertThat(asks(policies, Names.SIMULATOR)).containsExactly("gateway 8000");
    assertThat(asks(policies, Names.PROMETHEUS)).containsExactly("backend 5002", "simulator 8089");
    assertThat(asks(policies, Names.STORE)).isEmpty();
  }

  /** The pods and their ports that a component may ask. */
  private static List<String> asks(List<NetworkPolicy> policies, String part) {
    return policies.stream()
        .filter(each -> part.equals(matched(each).get(Names.PART)))
        .flatMap(each -> each.getSpec().getEgress().stream())
        .flatMap(
            rule ->
                rule.getTo().stream()
                    .map(
                        to ->
                            to.getPodSelector().getMatchLabels().get(Names.PART)
                                + " "
                                + rule.getPorts().getFirst().getPort().getIntVal()))
        .toList();
  }

  private static Map<String, String> matched(NetworkPolicy policy) {
    return policy.getSpec().getPodSelector().getMatchLabels();
  }

  @Test
  void clustersDomainIsSaidOnlyWhereTheGatewaysStartReplacesIt() {
    assertThat(objects)
        .filteredOn(object -> Serialization.asJson(object).contains("svc.cluster.local"))
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .containsExactlyInAnyOrder("ConfigMap gateway", "ConfigMap gateway-engine");
    assertThat(
            deployment(Names.GATEWAY)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getCommand())
        .containsExactly("sh", "/etc/nginx/engine/start");
  }
}
