package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.PlatformEvent.Died;
import switchboard.console.platform.Step;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;

/** The test is the cluster: it replaces pods as a Deployment would. */
@EnableKubernetesMockClient(crud = true)
class RollingUpdateTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Limits FORMER = new Limits(1, 384L << 20);
  private static final Limits WANTED = new Limits(0.5, 256L << 20);

  // Set by the mock server's extension.
  private KubernetesClient client;
  private KubernetesMockServer server;

  private final List<PlatformEvent> events = new CopyOnWriteArrayList<>();
  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private volatile Optional<Limits> template = Optional.of(FORMER);
  private PodWatcher watch;
  private final FutureTask<Void> change =
      new FutureTask<>(
          () -> {
            new RollingUpdate(client, watch, "test").make(WANTED, steps::add);
            return null;
          });

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void twoReplicas() throws InterruptedException {
    client
        .resource(
            SampleWorkloads.backends(2)
                .editSpec()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName(Names.BACKEND)
                .withResources(resources(FORMER))
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
    acceptPatches();
    client.resource(pod("first", FORMER)).create();
    client.resource(pod("second", FORMER)).create();
    watch = new PodWatcher(client, Clock.systemUTC(), events::add);
    watch.start();
    assertThat(watch.await(all -> all.stream().filter(Instance::isReady).count() == 2, SOON))
        .isTrue();
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private static ResourceRequirements resources(Limits limits) {
    return new ResourceRequirementsBuilder()
        .withLimits(
            Map.of(
                "cpu",
                new Quantity(BigDecimal.valueOf(limits.cpus()).toPlainString()),
                "memory",
                new Quantity((limits.memoryBytes() >> 20) + "Mi")))
        .build();
  }

  private static Pod pod(String name, Limits limits) {
    var pod = SamplePods.running(Names.BACKEND, name, true);
    pod.getSpec().getContainers().getFirst().setResources(resources(limits));
    return pod;
  }

  /** The server in memory knows no strategic merge: here it only takes what it gets. */
  private void acceptPatches() {
    server
        .expect()
        .patch()
        .withPath("/apis/apps/v1/namespaces/chat-app/deployments/backend")
        .andReply(
            HttpURLConnection.HTTP_OK,
            request -> {
              var patch = Serialization.unmarshal(request.getBody().readUtf8(), Deployment.class);
              var containers = patch.getSpec().getTemplate().getSpec().getContainers();
              template = PodView.limits(containers.getFirst().getResources());
              return patch;
            })
        .always();
  }

  private void awaitTemplate(Limits limits) {
    await().atMost(SOON).untilAsserted(() -> assertThat(template).contains(limits));
  }

  private void replace(String before, Pod next) {
    client.resource(next).create();
    delete(before);
    await().atMost(SOON).until(() -> engineIds().contains(next.getMetadata().getName()));
  }

  private void delete(String pod) {
    client.pods().inNamespace(Names.NAMESPACE).withName(pod).delete();
  }

  private List<String> engineIds() {
    return watch.fleet().instances().stream().map(Instance::engineId).toList();
  }

  @Test
  void podsThatGetTheirFormerLimitsBackAreNotTakenForDead() {
    var thread = Thread.ofVirtual().start(change);
    awaitTemplate(WANTED);
    replace("first", pod("renewed", WANTED));

    thread.interrupt();
    awaitTemplate(FORMER);
    replace("renewed", pod("as-before", FORMER));

    await().atMost(SOON).until(change::isDone);
    assertThatThrownBy(change::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(events).noneMatch(Died.class::isInstance);
    assertThat(steps)
        .endsWith(
            new Step("Limit replicas", Step.Status.RUNNING, "restoring the former limits"),
            new Step("Limit replicas", Step.Status.FAILED, "former limits restored"));
  }

  @Test
  void storeThatTheNextPodWaitsForIsToldAndTheFormerLimitsComeBack() {
    client.resource(SampleWorkloads.store()).create();
    client.resource(SamplePods.crashing(Names.STORE, "store-0", 1, "Error")).create();
    SamplePods.logs(server, "store-0", Names.STORE, "");
    Thread.ofVirtual().start(change);
    awaitTemplate(WANTED);
    var next = SamplePods.running(Names.BACKEND, "next", false);
    next.getSpec().getContainers().getFirst().setResources(resources(WANTED));
    client.resource(next).create();

    awaitTemplate(FORMER);
    delete("next");

    await().atMost(SOON).until(change::isDone);
    assertThatThrownBy(change::get)
        .cause()
        .hasMessage("store-0 does not start: it ended: exit code 1 (2 times)");
    assertThat(steps)
        .extracting(Step::detail)
        .contains(
            "0 of 2 pods replaced, the next: waiting for store-0: it ended: exit code 1 (2 times)");
  }

  @Test
  void podsThatEndAfterAChangeHaveDied() throws Exception {
    Thread.ofVirtual().start(change);
    awaitTemplate(WANTED);
    replace("first", pod("third", WANTED));
    replace("second", pod("fourth", WANTED));
    await().atMost(SOON).until(change::isDone);
    change.get();
    assertThat(events).noneMatch(Died.class::isInstance);

    delete("third");

    await().atMost(SOON).until(() -> events.stream().anyMatch(Died.class::isInstance));
  }

  @Test
  void secondCancellationEndsTheWait() {
    var thread = Thread.ofVirtual().start(change);
    awaitTemplate(WANTED);
    replace("first", pod("renewed", WANTED));
    thread.interrupt();
    awaitTemplate(FORMER);
    assertThat(change.isDone()).isFalse();

    thread.interrupt();

    await().atMost(SOON).until(change::isDone);
    assertThat(steps)
        .last()
        .isEqualTo(new Step("Limit replicas", Step.Status.FAILED, "restoring the former limits"));
  }
}
