package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Optional;
import okhttp3.OkHttpClient;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Leftover.Undone;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Forward;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * Undoes what a console that is gone has left in a pod, without operating the system. A pod does to
 * itself all that a console can do to it but end it.
 */
public final class LeftBehindPods {
  private static final int ANY_PORT = 0;

  private final KubernetesClient client;
  private final String context;
  private final OkHttpClient http;

  /**
   * In one cluster.
   *
   * @param context the name by which it is known
   */
  public LeftBehindPods(KubernetesClient client, String context, OkHttpClient http) {
    this.client = client;
    this.context = context;
    this.http = http;
  }

  /**
   * The life of a pod's container, in a context: Minikube's clusters change their address. Empty
   * while it does not run.
   */
  static Optional<Incarnation> incarnation(String context, PodView pod) {
    return pod.running().map(started -> new Incarnation(context, pod.uid(), started));
  }

  /** Undoes it if that life of the pod goes on, and nothing else. */
  public Undone heal(Leftover leftover) throws StepFailed {
    var pod = pod(leftover.incarnation());
    if (pod.isEmpty()) {
      return Undone.BEFORE;
    }
    switch (leftover.remedy()) {
      case Remedy.End(String kind) -> end(pod.get(), kind);
      case Remedy.Unfreeze unfreeze -> throw notOfPods();
      case Remedy.Start start -> throw notOfPods();
    }
    return Undone.NOW;
  }

  private static StepFailed notOfPods() {
    return new StepFailed("pods are not stopped or frozen", "Delete the intent's file.", "");
  }

  private Optional<PodView> pod(Incarnation life) throws StepFailed {
    try {
      return client.pods().inNamespace(Names.NAMESPACE).list().getItems().stream()
          .map(PodView::of)
          .filter(pod -> pod.uid().equals(life.id()))
          .filter(pod -> pod.running().equals(Optional.of(life.started())))
          .filter(PodView::stays)
          .findFirst();
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "listing pods", e);
    }
  }

  private void end(PodView pod, String kind) throws StepFailed {
    var token = AdminToken.read(client, context);
    var goal = new Forward.Goal(Names.NAMESPACE, pod.name(), pod.uid(), pod.management());
    try (var forward = Forward.open(client, ANY_PORT, () -> Optional.of(goal))) {
      new ManagementPort(http, forward.uri(), token).end(kind);
    } catch (IOException e) {
      if (kind.equals(BackendFault.HANG)) {
        replace(pod);
        return;
      }
      throw new StepFailed(
          "it does not take it: " + e.getMessage(),
          "It ends by itself; kubectl -n "
              + Names.NAMESPACE
              + " delete pod "
              + pod.name()
              + " ends it at once.",
          e.toString());
    }
  }

  /** A pod that hangs hears nothing, and serves nobody. */
  private void replace(PodView pod) throws StepFailed {
    try {
      client.pods().inNamespace(Names.NAMESPACE).withName(pod.name()).withGracePeriod(0).delete();
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "deleting pod " + pod.name(), e);
    }
  }
}
