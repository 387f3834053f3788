package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;
import switchboard.console.platform.kubernetes.access.Names;

/** What says how many of the product's pods there are to be. */
final class SampleWorkloads {
  private SampleWorkloads() {}

  /** As far as all tests need it; some need a template. */
  static DeploymentBuilder backends(int replicas) {
    return new DeploymentBuilder()
        .withMetadata(named(Names.BACKEND))
        .withNewSpec()
        .withReplicas(replicas)
        .endSpec();
  }

  static StatefulSet simulators(int replicas) {
    return new StatefulSetBuilder()
        .withMetadata(named(Names.SIMULATOR))
        .withNewSpec()
        .withReplicas(replicas)
        .endSpec()
        .build();
  }

  static StatefulSet store() {
    return new StatefulSetBuilder()
        .withMetadata(named(Names.STORE))
        .withNewSpec()
        .withReplicas(1)
        .withNewTemplate()
        .withNewSpec()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static ObjectMeta named(String part) {
    return new ObjectMetaBuilder()
        .withName(part)
        .withNamespace(Names.NAMESPACE)
        .withLabels(Map.of(Names.PART_OF, Names.PRODUCT))
        .build();
  }
}
