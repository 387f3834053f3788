package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;

/** The product's pods, as a cluster tells of them. */
final class SamplePods {
  private static final String LATELY = "2026-01-01T00:00:00Z";

  private SamplePods() {}

  /** On a node, with a container that runs. */
  static Pod running(String part, String name, boolean ready) {
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
}
