package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;

@EnableKubernetesMockClient(crud = true)
class PodWatcherTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  // Set by the mock server's extension.
  private KubernetesClient client;

  private final List<PlatformEvent> events = new CopyOnWriteArrayList<>();
  private PodWatcher watch;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  private static Pod pod(String name, boolean ready) {
    return SamplePods.running(Names.BACKEND, name, ready);
  }

  private void want(int replicas) {
    client.resource(SampleWorkloads.backends(replicas).build()).createOr(each -> each.update());
  }

  private void delete(String pod) {
    client.pods().inNamespace(Names.NAMESPACE).withName(pod).delete();
  }

  @BeforeEach
  void oneReplica() throws InterruptedException {
    want(1);
    client.resource(pod("a", true)).create();
    watch = new PodWatcher(client, Clock.systemUTC(), events::add);
    watch.start();
    assertThat(watch.await(all -> all.stream().anyMatch(Instance::isReady), SOON)).isTrue();
  }

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void podDeletedInATerminalIsADeathAndItsReplacementIsReadyAgain() {
    delete("a");
    await()
        .atMost(SOON)
        .until(() -> events.stream().anyMatch(PlatformEvent.Died.class::isInstance));
    client.resource(pod("b", true)).create();

    await().atMost(SOON).until(() -> events.size() == 3);
    assertThat(events)
        .hasExactlyElementsOfTypes(
            PlatformEvent.Ready.class, PlatformEvent.Died.class, PlatformEvent.Ready.class);
    assertThat(watch.fleet().instances())
        .extracting(Instance::name, Instance::engineId)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("backend-1", "b"));
  }

  @Test
  void scalingInATerminalIsFollowed() throws InterruptedException {
    want(2);
    client.resource(pod("b", true)).create();

    assertThat(watch.await(all -> all.size() == 2, SOON)).isTrue();
    want(1);
    await().atMost(SOON).until(() -> watch.wanted() == 1);
    delete("b");

    assertThat(watch.await(all -> all.size() == 1, SOON)).isTrue();
    assertThat(events).noneMatch(PlatformEvent.Died.class::isInstance);
  }

  @Test
  void eventsOfTheClusterAreToldOnce() {
    for (var i = 0; i < 2; i++) {
      client
          .resource(
              new EventBuilder()
                  .withNewMetadata()
                  .withName("event-" + i)
                  .withNamespace(Names.NAMESPACE)
                  .endMetadata()
                  .withNewInvolvedObject()
                  .withKind("Pod")
                  .withName("a")
                  .endInvolvedObject()
                  .withReason("BackOff")
                  .withMessage("Back-off restarting failed container")
                  .withLastTimestamp(Instant.now().plusSeconds(1).toString())
                  .build())
          .create();
    }
    want(3);

    await().atMost(SOON).until(() -> watch.wanted() == 3);
    await()
        .atMost(SOON)
        .until(() -> events.stream().filter(PlatformEvent.Noted.class::isInstance).count() == 1);
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            PlatformEvent.Noted.class,
            noted ->
                assertThat(noted.words())
                    .isEqualTo("BackOff: Back-off restarting failed container"));
  }
}
