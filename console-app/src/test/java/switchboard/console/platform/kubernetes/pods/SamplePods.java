package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.kubernetes.access.Names;

/** The product's pods, as a cluster reports them. */
public final class SamplePods {
  private static final String LATELY = "2026-01-01T00:00:00Z";

  private SamplePods() {}

  /** On a node, with a container that runs. */
  public static Pod running(String part, String name, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid("uid-" + name)
        .withNamespace(Names.NAMESPACE)
        .withCreationTimestamp(LATELY)
        .withLabels(Map.of(Names.PART_OF, Names.PRODUCT, Names.PART, part))
        .endMetadata()
        .withNewSpec()
        .withNodeName("node")
        .addNewContainer()
        .withName(part)
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .addNewContainerStatus()
        .withName(part)
        .withRestartCount(0)
        .withNewState()
        .withNewRunning()
        .withStartedAt(LATELY)
        .endRunning()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  /** A pod whose container ended, was started again and ended again. */
  static Pod crashing(String part, String pod, int exitCode, String reason) {
    return new PodBuilder(waiting(part, pod, 1, "CrashLoopBackOff"))
        .editStatus()
        .editFirstContainerStatus()
        .withNewLastState()
        .withNewTerminated()
        .withExitCode(exitCode)
        .withReason(reason)
        .withFinishedAt("2026-01-01T00:00:09Z")
        .endTerminated()
        .endLastState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  /** A pod whose container does not run. */
  static Pod waiting(String part, String pod, int restarts, String reason) {
    return new PodBuilder(SamplePods.running(part, pod, false))
        .editStatus()
        .editFirstContainerStatus()
        .withRestartCount(restarts)
        .withNewState()
        .withNewWaiting()
        .withReason(reason)
        .endWaiting()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  /**
   * As a node does, which gives the log of the same life as the present one and as the one before.
   */
  static void logs(KubernetesMockServer server, String pod, String part, String text) {
    for (var previous : List.of("", "previous=true&")) {
      server
          .expect()
          .get()
          .withPath(
              "/api/v1/namespaces/chat-app/pods/%s/log?pretty=true&container=%s&%stailLines=2000&timestamps=true"
                  .formatted(pod, part, previous))
          .andReturn(HttpURLConnection.HTTP_OK, text)
          .always();
    }
  }
}
