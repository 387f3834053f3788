package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;

/** A component that will not become ready is reported soon, with the first cause. */
@EnableKubernetesMockClient(crud = true)
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstCauseTest {
  private static final String STORE_POD = "store-0";
  private static final List<String> PARTS =
      List.of(Names.STORE, Names.GATEWAY, Names.PROMETHEUS, Names.simulator(0));
  private static final String DENIED =
      """
      2026-01-01T00:00:09Z *** FATAL CONFIG FILE ERROR (Version 9.1.2) ***
      2026-01-01T00:00:09Z Reading the configuration file, at line 6
      2026-01-01T00:00:09Z >>> 'dir /data'
      2026-01-01T00:00:09Z Permission denied
      """;

  // Set by the mock server's extension.
  private KubernetesClient client;
  private KubernetesMockServer server;

  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private PodWatcher watch;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void system() throws InterruptedException {
    client.resource(SampleWorkloads.backends(1).build()).create();
    client.resource(SampleWorkloads.store()).create();
    client.resource(SampleWorkloads.simulators(1)).create();
    watch = new PodWatcher(client, Clock.systemUTC(), event -> {});
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private void runs(String part, String pod, boolean ready) {
    client.resource(SamplePods.running(part, pod, ready)).create();
  }

  private StepFailed launch() throws InterruptedException {
    watch.start();
    var readiness = new Readiness(client, watch, steps::add);
    return catchThrowableOfType(StepFailed.class, () -> readiness.settle(1, PARTS));
  }

  @Test
  void storeThatMayNotWriteToItsVolumeIsToldBeforeAllThatWaitForIt() throws InterruptedException {
    client.resource(SamplePods.crashing(Names.STORE, STORE_POD, 1, "Error")).create();
    SamplePods.logs(server, STORE_POD, Names.STORE, DENIED);
    runs(Names.BACKEND, "backend-x", false);
    runs(Names.GATEWAY, "gateway-x", true);

    var failed = launch();

    assertThat(failed).hasMessage("store-0 does not start: 'dir /data': Permission denied");
    assertThat(failed.next()).contains("data-store-0", "999");
    assertThat(failed.details())
        .isEqualTo(
            """
            *** FATAL CONFIG FILE ERROR (Version 9.1.2) ***
            Reading the configuration file, at line 6
            >>> 'dir /data'
            Permission denied\
            """);
    assertThat(steps).extracting(Step::name).containsOnly("Start store");
  }

  @Test
  void scalingTellsTheStoreThatTheNewReplicaWaitsFor() throws InterruptedException {
    client.resource(SamplePods.crashing(Names.STORE, STORE_POD, 1, "Error")).create();
    SamplePods.logs(server, STORE_POD, Names.STORE, DENIED);
    runs(Names.BACKEND, "backend-x", false);
    watch.start();
    var readiness = new Readiness(client, watch, steps::add);

    var failed = catchThrowableOfType(StepFailed.class, () -> readiness.settle(1, List.of()));

    assertThat(failed).hasMessageStartingWith("store-0 does not start: 'dir /data'");
    assertThat(steps)
        .contains(
            new Step(
                "Start backend-1",
                Step.Status.RUNNING,
                "waiting for store-0: it ended: exit code 1 (2 times)"));
  }

  @Test
  void gatewayIsNotBlamedForAStoreThatHasNoRoomYetAndProgressSaysSo() throws InterruptedException {
    var unscheduled =
        new PodBuilder(SamplePods.waiting(Names.STORE, STORE_POD, 0, ""))
            .editSpec()
            .withNodeName("")
            .endSpec()
            .editStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withMessage("pod has unbound immediate PersistentVolumeClaims")
            .endCondition()
            .endStatus()
            .build();
    client.resource(unscheduled).create();
    runs(Names.GATEWAY, "gateway-x", false);
    watch.start();

    assertThat(reported("gateway"))
        .isEqualTo(
            "waiting for store-0: unschedulable: pod has unbound immediate PersistentVolumeClaims");
    assertThat(reported("prometheus")).startsWith("it has no pod");
  }

  @Test
  void volumeThatIsNotMountedIsToldFromTheClustersEvents() throws InterruptedException {
    client.resource(SamplePods.waiting(Names.STORE, STORE_POD, 0, "ContainerCreating")).create();
    client
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withName("mount")
                .withNamespace(Names.NAMESPACE)
                .endMetadata()
                .withNewInvolvedObject()
                .withKind("Pod")
                .withName(STORE_POD)
                .endInvolvedObject()
                .withReason("FailedMount")
                .withMessage("MountVolume.SetUp failed: configmap \"store\" not found")
                .withLastTimestamp("2026-01-01T00:00:00Z")
                .build())
        .create();
    watch.start();

    assertThat(reported("backend-1"))
        .isEqualTo(
            "waiting for store-0: ContainerCreating"
                + " (MountVolume.SetUp failed: configmap \"store\" not found)");
  }

  @Test
  void replicaThatIsOutOfMemoryAgainAndAgainIsToldAsThat() throws InterruptedException {
    runs(Names.STORE, STORE_POD, true);
    client.resource(SamplePods.crashing(Names.BACKEND, "backend-x", 137, "OOMKilled")).create();

    var failed = launch();

    assertThat(failed)
        .hasMessage(
            "backend-1 does not start: pod backend-x: it ended: killed: out of memory (2 times)");
    assertThat(failed.next()).startsWith("Give it more memory");
  }

  @Test
  void replicaThatWasKilledTooOftenIsWaitedForAndItsNextStartIsTold() throws InterruptedException {
    runs(Names.STORE, STORE_POD, true);
    var killed = SamplePods.crashing(Names.BACKEND, "backend-x", 137, "Error");

    assertThat(ReadinessDiagnosis.isHopeless(PodView.of(killed))).isFalse();
    client.resource(killed).create();
    watch.start();
    assertThat(reported("backend-1")).isEqualTo("it ended: killed (SIGKILL) (2 times)");
  }

  @Test
  void imageOfAContainerThatGoesBeforeIsToldInsteadOfTheWaitForIt() throws InterruptedException {
    runs(Names.STORE, STORE_POD, true);
    runs(Names.BACKEND, "backend-x", true);
    runs(Names.GATEWAY, "gateway-x", true);
    var pod =
        new PodBuilder(
                SamplePods.waiting(Names.SIMULATOR, Names.simulator(0), 0, "PodInitializing"))
            .editStatus()
            .addNewInitContainerStatus()
            .withName("wait-for-gateway")
            .withNewState()
            .withNewWaiting()
            .withReason("ErrImageNeverPull")
            .withMessage("no nginx on the node")
            .endWaiting()
            .endState()
            .endInitContainerStatus()
            .endStatus()
            .build();
    client.resource(pod).create();

    assertThat(launch())
        .hasMessage("simulator-0 does not start: ErrImageNeverPull: no nginx on the node");
  }

  @Test
  void oneReplicaThatIsReadyIsEnoughForTheGateway() throws InterruptedException {
    runs(Names.STORE, STORE_POD, true);
    runs(Names.BACKEND, "backend-x", true);
    runs(Names.BACKEND, "backend-y", false);
    runs(Names.GATEWAY, "gateway-x", false);
    watch.start();

    assertThat(reported("gateway")).isEqualTo("its readiness probe fails");
  }

  private String reported(String instance) {
    return new ReadinessDiagnosis(client).waitingFor(FirstCause.of(instance, watch), instance);
  }
}
