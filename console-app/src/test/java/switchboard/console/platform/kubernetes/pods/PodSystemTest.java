package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Step;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.platform.kubernetes.access.Cluster;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.SampleKubeconfig;
import switchboard.console.platform.kubernetes.access.SampleRights;
import switchboard.console.platform.kubernetes.manifests.Manifests;

@EnableKubernetesMockClient(crud = true)
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PodSystemTest {
  private static final String SCALE = "/apis/apps/v1/namespaces/chat-app/deployments/backend/scale";

  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;

  private final List<Step> steps = new ArrayList<>();

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  private PodSystem open() throws Exception {
    return PodSystem.open(
        LaunchRequest.of(1),
        new Cluster(SampleKubeconfig.of("test"), client),
        Manifests.find(),
        WellKnownPorts.DEFAULT,
        Clock.systemUTC(),
        event -> {},
        steps::add);
  }

  private void oneReplicaRuns() {
    client.resource(SampleWorkloads.backends(1).build()).create();
    client.resource(SampleWorkloads.simulators(1)).create();
    for (var part : List.of(Names.BACKEND, Names.GATEWAY, Names.STORE, Names.PROMETHEUS)) {
      client.resource(SamplePods.running(part, part + "-pod", true)).create();
    }
    client.resource(SamplePods.running(Names.SIMULATOR, Names.simulator(0), true)).create();
  }

  @Test
  void launchThatIsCancelledWhileItAsksWhatIsAllowedLetsTheClusterGo() {
    var launching = Thread.currentThread();
    SampleRights.allow(
        server,
        right -> {
          launching.interrupt();
          return true;
        });

    assertThat(catchThrowableOfType(InterruptedException.class, this::open)).isNotNull();

    assertThat(client.getHttpClient().isClosed()).isTrue();
  }

  @Test
  void whoMayOnlyLookTakesOverWhatThereIs() throws Exception {
    oneReplicaRuns();
    var verbs = List.of("get", "list", "watch", "create");
    SampleRights.allow(server, right -> verbs.contains(right.verb()));
    server
        .expect()
        .get()
        .withPath(SCALE)
        .andReturn(
            HttpURLConnection.HTTP_FORBIDDEN,
            new StatusBuilder()
                .withCode(HttpURLConnection.HTTP_FORBIDDEN)
                .withMessage("eve cannot get deployments/scale")
                .build())
        .always();

    var system = open();
    try {
      system.start(3, steps::add);

      assertThat(system.adopted()).isTrue();
      assertThat(system.instances())
          .extracting(Instance::name)
          .containsExactly("simulator-0", "gateway", "backend-1", "store", "prometheus");
    } finally {
      system.close();
    }
  }
}
