package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.api.model.autoscaling.v1.ScaleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;

/** The number of replicas, by their Deployment's scale. */
final class Scaling {
  private static final Logger LOG = LoggerFactory.getLogger(Scaling.class);

  private final KubernetesClient client;
  private final String context;
  private final PodWatcher watch;

  Scaling(KubernetesClient client, String context, PodWatcher watch) {
    this.client = client;
    this.context = context;
    this.watch = watch;
  }

  /** Sets the desired number; returns when that is accepted, not when they exist. */
  void to(int count) throws StepFailed {
    try {
      var deployment =
          client.apps().deployments().inNamespace(Names.NAMESPACE).withName(Names.BACKEND);
      watch.expect(count);
      var scale = deployment.scale();
      if (scale != null && count != replicas(scale)) {
        markSurplus(count);
        deployment.scale(desired(Names.BACKEND, count));
      }
    } catch (KubernetesClientException e) {
      watch.expectAsTold();
      throw ClusterFailures.explain(context, "scaling", e);
    }
  }

  /** Without a resource version: other changes made meanwhile do not matter. */
  static Scale desired(String name, int count) {
    return new ScaleBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(Names.NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .withReplicas(count)
        .endSpec()
        .build();
  }

  private static int replicas(Scale scale) {
    return Optional.ofNullable(scale.getSpec().getReplicas()).orElse(0);
  }

  /** Asks the cluster to end the highest numbers first, where it listens to that. */
  private void markSurplus(int count) {
    for (var instance : watch.fleet().instances()) {
      if (instance.role() == Role.BACKEND && number(instance) > count) {
        mark(instance);
      }
    }
  }

  private void mark(Instance surplus) {
    try {
      client
          .pods()
          .inNamespace(Names.NAMESPACE)
          .withName(surplus.engineId())
          .patch(
              "{\"metadata\":{\"annotations\":{\"controller.kubernetes.io/pod-deletion-cost\":\"-"
                  + number(surplus)
                  + "\"}}}");
    } catch (KubernetesClientException e) {
      LOG.debug("{} is gone already, or its pod is not this user's to mark", surplus.name(), e);
    }
  }

  private static int number(Instance backend) {
    return Integer.parseInt(backend.name().substring(backend.name().lastIndexOf('-') + 1));
  }
}
