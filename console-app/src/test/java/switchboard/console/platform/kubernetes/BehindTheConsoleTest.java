package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;
import static switchboard.console.platform.PlatformContract.sinceDeathOf;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Outcome;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.PlatformEvent.Died;
import switchboard.console.platform.PlatformEvent.NotReady;
import switchboard.console.platform.PlatformEvent.Noted;
import switchboard.console.platform.PlatformEvent.Ready;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Cluster;
import switchboard.console.platform.kubernetes.access.Names;

/** What others do to the system in a terminal, and what only this platform does. */
@Tag("engine")
class BehindTheConsoleTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  private final OkHttpClient http = new OkHttpClient();
  private final List<PlatformEvent> events = new CopyOnWriteArrayList<>();
  private KubernetesPlatform platform;
  private Cluster cluster;

  @BeforeAll
  static void needsACluster() {
    RealCluster.assumeFree();
  }

  @BeforeEach
  void twoReplicas() throws StepFailed {
    cluster = RealCluster.connect();
    platform = RealCluster.platform();
    platform.watch(events::add);
    done(platform.launch(LaunchRequest.of(2), step -> {}));
  }

  @AfterEach
  void close() {
    cordon(false);
    platform.close();
    cluster.close();
  }

  private KubernetesClient kubectl() {
    return cluster.client();
  }

  private void scale(int replicas) {
    kubectl()
        .apps()
        .deployments()
        .inNamespace(Names.NAMESPACE)
        .withName(Names.BACKEND)
        .scale(replicas);
  }

  private void cordon(boolean closed) {
    kubectl()
        .nodes()
        .list()
        .getItems()
        .forEach(
            node ->
                kubectl()
                    .nodes()
                    .withName(node.getMetadata().getName())
                    .patch("{\"spec\":{\"unschedulable\":" + closed + "}}"));
  }

  private Instance instance(String name) {
    return platform.state().instance(name).orElseThrow();
  }

  private void delete(String name) {
    var pod = instance(name).engineId();
    kubectl().pods().inNamespace(Names.NAMESPACE).withName(pod).delete();
  }

  @Test
  void deletedPodAndScalingAreNoticed() {
    delete("backend-1");
    await().atMost(SOON).until(() -> sinceDeathOf("backend-1", events).size() == 2);
    assertThat(sinceDeathOf("backend-1", events))
        .hasExactlyElementsOfTypes(Died.class, Ready.class);
    assertThat(instance("backend-1").restarts()).isEqualTo(1);

    scale(3);
    await().atMost(SOON).until(() -> platform.state().readyBackends() == 3);
    scale(1);
    await().atMost(SOON).until(() -> platform.state().backends().size() == 1);
    assertThat(instance("backend-1").isReady()).isTrue();
    assertThat(events.stream().filter(Died.class::isInstance)).hasSize(1);
  }

  @Test
  void podThatFindsNoNodeIsTold() {
    cordon(true);
    delete("backend-2");

    await()
        .atMost(SOON)
        .until(() -> events.stream().anyMatch(BehindTheConsoleTest::isUnschedulable));
    assertThat(instance("backend-2").isReady()).isFalse();
    assertThat(instance("backend-1").isReady()).isTrue();

    cordon(false);
    await().atMost(SOON).until(() -> instance("backend-2").isReady());
  }

  private static boolean isUnschedulable(PlatformEvent event) {
    return event instanceof Noted noted && noted.words().startsWith("FailedScheduling");
  }

  @Test
  void limitsReplacePodsWithoutADeath() {
    var wanted = new Limits(0.5, 256L << 20);

    var state = done(platform.limit(wanted, step -> {}));

    assertThat(state.backends())
        .allMatch(Instance::isReady)
        .extracting(Instance::limits)
        .containsOnly(Optional.of(wanted));
    assertThat(state.backends())
        .extracting(Instance::name)
        .containsExactly("backend-1", "backend-2");
    assertThat(events).noneMatch(Died.class::isInstance).noneMatch(NotReady.class::isInstance);
  }

  @Test
  void waysIntoTheClusterHealWhenTheirPodIsReplaced() {
    var prometheus = platform.state().endpoints().orElseThrow().prometheus().orElseThrow();
    assertThat(answers(prometheus)).isTrue();

    delete("prometheus");

    await()
        .atMost(SOON)
        .until(
            () ->
                events.stream()
                    .anyMatch(
                        event ->
                            event instanceof Died died
                                && died.instance().name().equals("prometheus")));
    await().atMost(SOON).until(() -> answers(prometheus));
  }

  private boolean answers(URI prometheus) {
    var request = new Request.Builder().url(prometheus + "/-/ready").build();
    try (var response = http.newCall(request).execute()) {
      return response.isSuccessful();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whatHappensWhileTheClusterIsAwayIsCaughtUpWith(@TempDir Path folder)
      throws IOException, StepFailed {
    try (var link = new ClusterLink(URI.create(cluster.client().getMasterUrl().toString()));
        var other = RealCluster.through(link, folder)) {
      done(other.launch(LaunchRequest.of(2), step -> {}));
      var before = other.state();
      // Pods of the same second may have other numbers there.
      var name = other.instanceOf(instance("backend-1").engineId());
      link.cut();
      delete("backend-1");
      await().atMost(SOON).until(() -> instance("backend-1").restarts() == 1);
      assertThat(other.state().instances()).isEqualTo(before.instances());
      await().atMost(SOON).until(() -> other.connectionProblem().isPresent());
      assertThat(other.kill("backend-2"))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().happened()).contains("does not respond"));

      link.mend();

      await()
          .atMost(SOON)
          .until(
              () -> {
                var now = other.state().instance(name).orElseThrow();
                return now.isReady() && now.restarts() == 1;
              });
      await().atMost(SOON).until(() -> other.connectionProblem().isEmpty());
    }
  }

  @Test
  void systemThatRunsIsTakenOverAndLeft() throws IOException {
    var store = instance("store").engineId();
    try (var other = RealCluster.platform()) {
      assertThat(other.existingReplicas()).hasValue(2);
      var state = done(other.launch(LaunchRequest.of(2), step -> {}));
      assertThat(other.adopted()).isTrue();
      assertThat(state.instance("store").orElseThrow().engineId()).isEqualTo(store);
    }

    assertThat(instance("store").isReady()).isTrue();
    assertThat(platform.state().readyBackends()).isEqualTo(2);
  }
}
