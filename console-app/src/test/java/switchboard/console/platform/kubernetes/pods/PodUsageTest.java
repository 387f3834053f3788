package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;

@EnableKubernetesMockClient
class PodUsageTest {
  private static final String SUMMARY =
      """
      {"node":{"nodeName":"one"},"pods":[
        {"podRef":{"name":"store-0","namespace":"chat-app"},"containers":[
          {"name":"store",
           "cpu":{"time":"2026-01-01T00:00:10Z","usageCoreNanoSeconds":1500000000},
           "memory":{"time":"2026-01-01T00:00:10Z","workingSetBytes":7000000}}]},
        {"podRef":{"name":"new","namespace":"chat-app"},"containers":[{"name":"new"}]},
        {"podRef":{"name":"other","namespace":"else"},"containers":[]}]}
      """;

  /** Of metrics-server. */
  private static final String METRICS =
      """
      {"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[
        {"metadata":{"name":"store-0","namespace":"chat-app"},
         "timestamp":"2026-01-01T00:00:20Z","window":"15s",
         "containers":[
           {"name":"store","usage":{"cpu":"120m","memory":"6836Ki"}},
           {"name":"more","usage":{"cpu":"130000000n","memory":"1Mi"}}]},
        {"metadata":{"name":"new","namespace":"chat-app"},
         "timestamp":"2026-01-01T00:00:20Z","window":"15s","containers":[]}]}
      """;

  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  private Map<String, ResourceReading> used() {
    var pod =
        PodView.of(
            new PodBuilder()
                .withNewMetadata()
                .withName("store-0")
                .withUid("1")
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .withLabels(Map.of(Names.PART, Names.STORE))
                .endMetadata()
                .withNewSpec()
                .withNodeName("one")
                .endSpec()
                .withNewStatus()
                .endStatus()
                .build());
    return new PodUsage(client).of(List.of(pod), Optional::of);
  }

  private void answer(String path, int code, Object body) {
    server.expect().get().withPath(path).andReturn(code, body).always();
  }

  private void nodesAreForbidden() {
    answer(
        "/api/v1/nodes/one/proxy/stats/summary",
        HttpURLConnection.HTTP_FORBIDDEN,
        new StatusBuilder().withCode(HttpURLConnection.HTTP_FORBIDDEN).build());
  }

  @Test
  void podsOfTheNamespaceAreSummedUp() {
    answer("/api/v1/nodes/one/proxy/stats/summary", HttpURLConnection.HTTP_OK, SUMMARY);

    var consumed = used();

    assertThat(consumed).containsOnlyKeys("store-0");
    assertThat(consumed.get("store-0").cpuTime()).isEqualTo(Duration.ofMillis(1500));
    assertThat(consumed.get("store-0").latestCores()).isEmpty();
    assertThat(consumed.get("store-0").memoryBytes()).hasValue(7_000_000);
  }

  @Test
  void whoMayNotAskNodesLearnsTheLatestUseFromTheMetricsApi() {
    nodesAreForbidden();
    answer(
        "/apis/metrics.k8s.io/v1beta1/namespaces/chat-app/pods",
        HttpURLConnection.HTTP_OK,
        METRICS);

    var consumed = used();

    assertThat(consumed).containsOnlyKeys("store-0");
    var store = consumed.get("store-0");
    assertThat(store.at()).isEqualTo(Instant.parse("2026-01-01T00:00:20Z"));
    assertThat(store.latestCores()).hasValue(0.25);
    assertThat(store.memoryBytes()).hasValue((6_836L << 10) + (1 << 20));
    assertThat(store.coresSince(store)).contains(0.25);
  }

  @Test
  void withoutEitherNothingIsKnown() {
    nodesAreForbidden();

    assertThat(used()).isEmpty();
  }
}
