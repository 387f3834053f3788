package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.api.model.autoscaling.v1.ScaleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * How many replicas and simulators there are, by the scale of their Deployment and StatefulSet, and
 * which simulators can be asked.
 */
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

  /** Sets the number of replicas; returns when that is accepted, not when they exist. */
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

  /** Sets the number of simulators; returns when that is accepted, not when they exist. */
  void simulatorsTo(int count) throws StepFailed {
    try {
      watch.expectSimulators(count);
      client
          .apps()
          .statefulSets()
          .inNamespace(Names.NAMESPACE)
          .withName(Names.SIMULATOR)
          .scale(desired(Names.SIMULATOR, count));
    } catch (KubernetesClientException e) {
      watch.expectAsTold();
      throw ClusterFailures.explain(context, "scaling the simulators", e);
    }
  }

  /** The names of the simulators that are wanted, whether they are there or not. */
  List<String> simulators() {
    return simulators(watch.wantedSimulators());
  }

  /** The names of those that a launch waits for: the first in any case. */
  List<String> awaitedSimulators() {
    return simulators(Math.max(1, watch.wantedSimulators()));
  }

  private static List<String> simulators(int count) {
    return IntStream.range(0, count).mapToObj(Names::simulator).toList();
  }

  /**
   * How many simulators can be asked, the first ones: they are wanted, and have been ready before.
   * Those beyond what the console operates have no users.
   */
  int askedSimulators() {
    return (int)
        simulators().stream()
            .limit(MultipleSimulators.MAX_SIMULATORS)
            .takeWhile(watch.fleet()::hasBeenReady)
            .count();
  }

  /** Without a resource version: other changes made meanwhile do not matter. */
  private static Scale desired(String name, int count) {
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
