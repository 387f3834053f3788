package switchboard.console.platform.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.base.StepFailed;

@EnableKubernetesMockClient
class ClusterTest {
  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  private StepFailed failureOf(Cluster cluster) {
    return catchThrowableOfType(StepFailed.class, cluster::version);
  }

  private void answerPods(int code, String message) {
    server
        .expect()
        .get()
        .withPath("/version")
        .andReturn(HttpURLConnection.HTTP_OK, "{\"gitVersion\":\"v1.33.1\"}")
        .always();
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces/chat-app/pods/none")
        .andReturn(code, new StatusBuilder().withCode(code).withMessage(message).build())
        .always();
  }

  @Test
  void clusterThatDoesNotAnswerIsNamedByItsContext() throws Exception {
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    var kubeconfig = SampleKubeconfig.of("far-away", "http://127.0.0.1:" + nobody);

    try (var cluster = Cluster.of(Access.of(kubeconfig, Optional.empty(), Map.of()))) {
      assertThat(failureOf(cluster))
          .hasMessageContaining("far-away")
          .hasMessageContaining("does not respond");
    }
  }

  @Test
  void expiredTokenIsToldAsSuch() {
    answerPods(HttpURLConnection.HTTP_UNAUTHORIZED, "Unauthorized");

    var failed = failureOf(new Cluster(SampleKubeconfig.of("test"), client));

    assertThat(failed).hasMessageContaining("expired");
    assertThat(failed.next()).contains("Log in");
  }

  @Test
  void forbiddenSaysWhatTheServerSays() {
    answerPods(
        HttpURLConnection.HTTP_FORBIDDEN,
        "pods \"none\" is forbidden: User \"eve\" cannot get resource \"pods\"");

    assertThat(failureOf(new Cluster(SampleKubeconfig.of("test"), client)))
        .hasMessageContaining("eve")
        .hasMessageContaining("cannot get resource \"pods\"");
  }
}
