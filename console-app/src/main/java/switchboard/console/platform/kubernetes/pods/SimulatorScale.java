package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.IntStream;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;

/** How many simulators there are, by the scale of their StatefulSet, and which can be asked. */
final class SimulatorScale {
  private final KubernetesClient client;
  private final String context;
  private final PodWatcher watch;

  SimulatorScale(KubernetesClient client, String context, PodWatcher watch) {
    this.client = client;
    this.context = context;
    this.watch = watch;
  }

  /** Sets the desired number; returns when that is accepted, not when they exist. */
  void to(int count) throws StepFailed {
    try {
      watch.expectSimulators(count);
      client
          .apps()
          .statefulSets()
          .inNamespace(Names.NAMESPACE)
          .withName(Names.SIMULATOR)
          .scale(Scaling.desired(Names.SIMULATOR, count));
    } catch (KubernetesClientException e) {
      watch.expectAsTold();
      throw ClusterFailures.explain(context, "scaling the simulators", e);
    }
  }

  /** The names of those that are wanted, whether they are there or not. */
  List<String> wanted() {
    return names(watch.wantedSimulators());
  }

  /** The names of those that a launch waits for: the first in any case. */
  List<String> awaited() {
    return names(Math.max(1, watch.wantedSimulators()));
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(Names::simulator).toList();
  }

  /**
   * How many can be asked, the first ones: they are wanted, and have been ready before. Those
   * beyond what the console operates have no users.
   */
  int asked() {
    return (int)
        wanted().stream()
            .limit(MultipleSimulators.MAX_SIMULATORS)
            .takeWhile(watch.fleet()::hasBeenReady)
            .count();
  }
}
