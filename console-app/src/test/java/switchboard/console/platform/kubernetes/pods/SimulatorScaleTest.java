package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;

@EnableKubernetesMockClient(crud = true)
class SimulatorScaleTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String SCALE =
      "/apis/apps/v1/namespaces/chat-app/statefulsets/simulator/scale";

  // Set by the mock server's extension.
  private KubernetesClient client;
  private KubernetesMockServer server;

  private final List<PlatformEvent> events = new CopyOnWriteArrayList<>();
  private PodWatcher watch;
  private Scaling scaling;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void one() throws InterruptedException {
    want(1);
    show(0, true);
    watch = new PodWatcher(client, Clock.systemUTC(), events::add);
    watch.start();
    scaling = new Scaling(client, "context", watch);
    await().atMost(SOON).until(() -> scaling.askedSimulators() == 1);
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private void want(int replicas) {
    client.resource(SampleWorkloads.simulators(replicas)).createOr(each -> each.update());
  }

  private void show(int number, boolean ready) {
    client.resource(pod(number, ready)).createOr(each -> each.update());
  }

  /** Its container has died so often, and runs again. */
  private void showCrashed(int number, int times) {
    var crashed = pod(number, false);
    crashed.getStatus().getContainerStatuses().getFirst().setRestartCount(times);
    client.resource(crashed).createOr(each -> each.update());
  }

  private static Pod pod(int number, boolean ready) {
    return SamplePods.running(Names.SIMULATOR, Names.simulator(number), ready);
  }

  @Test
  void numberIsThatOfTheStatefulSetsScale() throws StepFailed, InterruptedException {
    // The mock server by itself does not know that a scale is part of another object.
    server.expect().put().withPath(SCALE).andReturn(200, new Scale()).once();

    scaling.simulatorsTo(3);

    var asked = server.getLastRequest();
    assertThat(asked.getMethod()).hasToString("PUT");
    assertThat(asked.getPath()).isEqualTo(SCALE);
    assertThat(asked.getUtf8Body()).contains("\"replicas\":3");
    assertThat(scaling.simulators()).containsExactly("simulator-0", "simulator-1", "simulator-2");
  }

  @Test
  void simulatorIsAskedOnceItHasBeenReadyAndAllBeforeIt() throws StepFailed {
    scaling.simulatorsTo(3);
    show(1, false);
    show(2, true);
    await().atMost(SOON).until(() -> watch.fleet().instances().size() == 3);
    assertThat(scaling.askedSimulators()).isEqualTo(1);

    show(1, true);
    await().atMost(SOON).until(() -> scaling.askedSimulators() == 3);
    show(1, false);
    await().atMost(SOON).until(() -> !watch.fleet().instances().get(1).isReady());

    assertThat(scaling.askedSimulators()).isEqualTo(3);
  }

  @Test
  void simulatorThatCrashesBeforeItWasEverReadyIsNotAsked() throws StepFailed {
    scaling.simulatorsTo(2);
    showCrashed(1, 0);
    showCrashed(1, 2);
    await().atMost(SOON).until(() -> restarts(1) == 2);

    assertThat(scaling.askedSimulators()).isEqualTo(1);
  }

  @Test
  void simulatorThatWasReadyIsAskedWhileItStartsAgain() {
    showCrashed(0, 1);
    await().atMost(SOON).until(() -> restarts(0) == 1);

    assertThat(watch.fleet().instances().getFirst().isReady()).isFalse();
    assertThat(scaling.askedSimulators()).isEqualTo(1);
  }

  private int restarts(int number) {
    return watch.fleet().instances().stream()
        .filter(each -> each.name().equals(Names.simulator(number)))
        .mapToInt(Instance::restarts)
        .sum();
  }

  @Test
  void simulatorThatCameAndWentIsNewAgain() {
    want(2);
    show(1, true);
    await().atMost(SOON).until(() -> scaling.askedSimulators() == 2);
    want(1);
    await().atMost(SOON).until(() -> scaling.simulators().size() == 1);
    client.pods().inNamespace(Names.NAMESPACE).withName(Names.simulator(1)).delete();
    await().atMost(SOON).until(() -> watch.fleet().instances().size() == 1);

    want(2);
    show(1, false);
    await().atMost(SOON).until(() -> watch.fleet().instances().size() == 2);

    assertThat(scaling.askedSimulators()).isEqualTo(1);
  }

  @Test
  void scalingInATerminalIsFollowedWithoutADeath() {
    want(2);
    show(1, true);
    await().atMost(SOON).until(() -> scaling.askedSimulators() == 2);

    want(1);
    await().atMost(SOON).until(() -> scaling.askedSimulators() == 1);
    client.pods().inNamespace(Names.NAMESPACE).withName(Names.simulator(1)).delete();

    await().atMost(SOON).until(() -> watch.fleet().instances().size() == 1);
    assertThat(events).noneMatch(PlatformEvent.Died.class::isInstance);
  }

  @Test
  void moreThanTheConsoleOperatesAreNotAsked() {
    want(7);
    for (var number = 1; number < 7; number++) {
      show(number, true);
    }

    await().atMost(SOON).until(() -> watch.fleet().instances().size() == 7);
    assertThat(scaling.askedSimulators()).isEqualTo(5);
  }
}
