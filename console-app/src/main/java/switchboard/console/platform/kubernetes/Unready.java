package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import switchboard.console.platform.Instance;

/** Why a part is not ready. */
final class Unready {
  private static final Set<String> OF_IMAGES =
      Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName");

  private static final Set<String> HOPELESS = Set.of("ErrImageNeverPull", "InvalidImageName");

  private final KubernetesClient client;

  Unready(KubernetesClient client) {
    this.client = client;
  }

  /** Whether no time will help. */
  static boolean isHopeless(PodFacts pod) {
    return HOPELESS.contains(pod.waiting());
  }

  /** In a few words, from what is known already. */
  static String briefly(PodFacts pod) {
    if (OF_IMAGES.contains(pod.waiting())) {
      return pod.waiting() + ": " + pod.message();
    }
    if (pod.waiting().equals("CrashLoopBackOff") || pod.waiting().equals("Terminated")) {
      return "it ends: " + pod.exit().map(Instance.Exit::reason).orElse("exit code unknown");
    }
    if (pod.node().isEmpty()) {
      return pod.message().isEmpty() ? "not scheduled yet" : "unschedulable: " + pod.message();
    }
    if (pod.running().isPresent()) {
      return "its readiness probe does not succeed";
    }
    return pod.waiting().isEmpty() ? "starting" : pod.waiting();
  }

  /** At length, with what the cluster's events say. */
  String fully(PodFacts pod) {
    var probe = pod.running().isPresent() ? newest("Pod", pod.name(), Set.of("Unhealthy")) : "";
    return "pod " + pod.name() + ": " + briefly(pod) + (probe.isEmpty() ? "" : " (" + probe + ")");
  }

  /** Why there is no pod at all of a part: a quota, or a policy. */
  String withoutPod(String part) {
    var refused = newest("ReplicaSet", part + "-", Set.of("FailedCreate"));
    var set = newest("StatefulSet", part, Set.of("FailedCreate"));
    var said = refused.isEmpty() ? set : refused;
    return "there is no pod of it" + (said.isEmpty() ? " yet" : ": " + said);
  }

  private String newest(String kind, String name, Set<String> reasons) {
    try {
      return client.v1().events().inNamespace(Names.NAMESPACE).list().getItems().stream()
          .filter(event -> isOf(event, kind, name) && reasons.contains(event.getReason()))
          .max(Comparator.comparing(event -> text(event.getLastTimestamp())))
          .map(event -> text(event.getMessage()).strip())
          .orElse("");
    } catch (KubernetesClientException e) {
      return "";
    }
  }

  private static boolean isOf(Event event, String kind, String name) {
    var about = event.getInvolvedObject();
    return about != null && kind.equals(about.getKind()) && text(about.getName()).startsWith(name);
  }

  private static String text(String maybe) {
    return Optional.ofNullable(maybe).orElse("");
  }

  /** The pods of an instance that may explain it: its own, or those that wait for its place. */
  static List<PodFacts> of(String part, List<PodFacts> all) {
    return all.stream()
        .filter(pod -> pod.part().equals(part) && pod.stays() && !pod.ready())
        .toList();
  }
}
