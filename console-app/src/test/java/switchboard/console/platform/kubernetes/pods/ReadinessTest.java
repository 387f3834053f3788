package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;

@EnableKubernetesMockClient(crud = true)
class ReadinessTest {
  // Set by the mock server's extension.
  private KubernetesClient client;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  /** The gateway's pod, on a node, in a container of this state. */
  private static PodBuilder pod(ContainerStateBuilder state) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("gateway-x")
        .withUid("uid")
        .withNamespace(Names.NAMESPACE)
        .withCreationTimestamp("2026-01-01T00:00:00Z")
        .withLabels(Map.of(Names.PART_OF, Names.PRODUCT, Names.PART, Names.GATEWAY))
        .endMetadata()
        .withNewSpec()
        .withNodeName("node")
        .endSpec()
        .withNewStatus()
        .withPhase("Pending")
        .addNewContainerStatus()
        .withName(Names.GATEWAY)
        .withRestartCount(2)
        .withState(state.build())
        .withNewLastState()
        .withNewTerminated()
        .withExitCode(137)
        .withReason("OOMKilled")
        .withFinishedAt("2026-01-01T00:00:09Z")
        .endTerminated()
        .endLastState()
        .endContainerStatus()
        .endStatus();
  }

  private static ContainerStateBuilder waiting(String reason, String message) {
    return new ContainerStateBuilder()
        .withNewWaiting()
        .withReason(reason)
        .withMessage(message)
        .endWaiting();
  }

  private static String briefly(PodBuilder pod) {
    return ReadinessDiagnosis.briefly(PodView.of(pod.build()));
  }

  @Test
  void whatKeepsAPodIsSaidInAFewWords() {
    assertThat(briefly(pod(waiting("ImagePullBackOff", "no such image nginx:0"))))
        .isEqualTo("ImagePullBackOff: no such image nginx:0");
    assertThat(briefly(pod(waiting("CrashLoopBackOff", "back-off 20s"))))
        .isEqualTo("it ended: killed: out of memory (3 times)");
    assertThat(
            briefly(
                pod(
                    new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt("2026-01-01T00:00:10Z")
                        .endRunning())))
        .contains("readiness probe");
    assertThat(
            briefly(
                pod(new ContainerStateBuilder())
                    .editSpec()
                    .withNodeName("")
                    .endSpec()
                    .editStatus()
                    .addNewCondition()
                    .withType("PodScheduled")
                    .withStatus("False")
                    .withMessage("0/1 nodes are available: 1 Insufficient cpu.")
                    .endCondition()
                    .endStatus()))
        .isEqualTo("unschedulable: 0/1 nodes are available: 1 Insufficient cpu.");
  }

  @Test
  void imageThatCannotComeEndsTheWaitingAtOnce() throws InterruptedException {
    client.resource(pod(waiting("ErrImageNeverPull", "not on the node")).build()).create();
    var steps = new ArrayList<Step>();
    try (var watch = new PodWatcher(client, Clock.systemUTC(), event -> {})) {
      watch.start();

      var failed =
          catchThrowableOfType(
              StepFailed.class,
              () -> new Readiness(client, watch, steps::add).settle(0, List.of(Names.GATEWAY)));

      assertThat(failed)
          .hasMessageContaining("gateway-x")
          .hasMessageContaining("ErrImageNeverPull: not on the node");
      assertThat(steps.getLast().detail())
          .as("what is known is told before anything is cleaned up")
          .contains(failed.getMessage(), failed.next());
    }
  }

  @Test
  void quotaThatKeepsPodsFromBeingMadeIsTold() {
    client
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withName("refused")
                .withNamespace(Names.NAMESPACE)
                .endMetadata()
                .withNewInvolvedObject()
                .withKind("ReplicaSet")
                .withName("backend-5f7b")
                .endInvolvedObject()
                .withReason("FailedCreate")
                .withMessage("pods is forbidden: exceeded quota: small")
                .withLastTimestamp("2026-01-01T00:00:00Z")
                .build())
        .create();

    assertThat(new ReadinessDiagnosis(client).withoutPod(Names.BACKEND))
        .endsWith("exceeded quota: small");
    assertThat(new ReadinessDiagnosis(client).withoutPod(Names.GATEWAY)).endsWith("yet");
  }
}
