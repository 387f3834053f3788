package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import switchboard.console.platform.Instance;
import switchboard.console.platform.base.LastWords;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Names;

/** Explains why a component is not ready. */
final class ReadinessDiagnosis {
  private static final Set<String> OF_IMAGES =
      Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName");

  private static final Set<String> HOPELESS = Set.of("ErrImageNeverPull", "InvalidImageName");

  /** Exit codes: 0, and those of SIGKILL and SIGTERM. */
  private static final Set<Integer> OUTSIDE = Set.of(0, 137, 143);

  /** The cluster's events that say why a container is not made. */
  private static final Set<String> OF_MAKING =
      Set.of("FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox", "Failed");

  private final KubernetesClient client;

  ReadinessDiagnosis(KubernetesClient client) {
    this.client = client;
  }

  /** Whether no time will help, or none that anybody waits for. */
  static boolean isHopeless(PodView pod) {
    return HOPELESS.contains(pod.waiting()) || crashesAgain(pod);
  }

  /**
   * Whether it ended by its own doing, was started again, and ended again. One that was ended from
   * outside, by a signal or in order, may just have been killed too often to be restarted
   * immediately.
   */
  static boolean crashesAgain(PodView pod) {
    return pod.waiting().equals("CrashLoopBackOff")
        && pod.restarts() > 0
        && pod.exit()
            .filter(exit -> exit.oomKilled() || !OUTSIDE.contains(exit.code()))
            .isPresent();
  }

  /** In a few words, from what is known already. */
  static String briefly(PodView pod) {
    if (OF_IMAGES.contains(pod.waiting())) {
      return pod.waiting() + ": " + pod.message();
    }
    if (pod.waiting().equals("CrashLoopBackOff") || pod.waiting().equals("Terminated")) {
      return "it ended: " + end(pod);
    }
    if (pod.node().isEmpty()) {
      return pod.message().isEmpty() ? "not scheduled yet" : "unschedulable: " + pod.message();
    }
    if (pod.running().isPresent()) {
      return "its readiness probe fails";
    }
    if (pod.waiting().isEmpty()) {
      return "starting";
    }
    return pod.message().isEmpty() ? pod.waiting() : pod.waiting() + ": " + pod.message();
  }

  private static String end(PodView pod) {
    return pod.exit().map(Instance.Exit::reason).orElse("exit code unknown")
        + (pod.restarts() > 0 ? " (" + (pod.restarts() + 1) + " times)" : "");
  }

  /** What to wait for and why, in a few words and what the cluster's events say. */
  String waitingFor(FirstCause cause, String instance) {
    var why = cause.pod().map(this::withEvents).orElseGet(() -> withoutPod(cause.part()));
    var subject = cause.subject(instance);
    return subject.equals(instance) || Names.partOf(instance).equals(cause.part())
        ? why
        : "waiting for " + subject + ": " + why;
  }

  /** Ends the waiting for an instance. */
  StepFailed failure(FirstCause cause, String instance) {
    var log = cause.pod().map(pod -> PodLogs.tail(client, pod)).orElse("");
    var verb =
        cause.pod().filter(ReadinessDiagnosis::isHopeless).isPresent()
            ? " does not start: "
            : " is not ready: ";
    return new StepFailed(
        cause.subject(instance) + verb + atLength(cause, log), remedy(cause, log), log);
  }

  private String atLength(FirstCause cause, String log) {
    if (cause.pod().isEmpty()) {
      return withoutPod(cause.part());
    }
    var pod = cause.pod().get();
    var why =
        crashesAgain(pod) && pod.exit().filter(Instance.Exit::oomKilled).isEmpty()
            ? LastWords.of(log).orElseGet(() -> briefly(pod))
            : withEvents(pod);
    return pod.name().matches(pod.part() + "-[0-9]+") ? why : "pod " + pod.name() + ": " + why;
  }

  private static String remedy(FirstCause cause, String log) {
    var kubectl = "kubectl -n " + Names.NAMESPACE + " ";
    if (cause.pod().isEmpty()) {
      return "Check " + kubectl + "get events, then launch again.";
    }
    var pod = cause.pod().get();
    if (pod.exit().filter(Instance.Exit::oomKilled).isPresent()) {
      return "Give it more memory, then launch again.";
    }
    if (cause.part().equals(Names.STORE) && log.contains("Permission denied")) {
      return "Give user 999 write access to the volume of its claim data-"
          + pod.name()
          + ": use a storage class that honours fsGroup, or run chmod 0777 on its folder. Then"
          + " launch again.";
    }
    return "See "
        + kubectl
        + (crashesAgain(pod) ? "logs " + pod.name() + " --previous" : "describe pod " + pod.name())
        + ", then launch again.";
  }

  private String withEvents(PodView pod) {
    var said = "";
    if (pod.running().isPresent()) {
      said = newest("Pod", pod.name(), Set.of("Unhealthy"));
    } else if (pod.waiting().equals("ContainerCreating")) {
      said = newest("Pod", pod.name(), OF_MAKING);
    }
    return briefly(pod) + (said.isEmpty() ? "" : " (" + said + ")");
  }

  /** Why there is no pod at all of a component: a quota, or a policy. */
  String withoutPod(String part) {
    var refused = newest("ReplicaSet", part + "-", Set.of("FailedCreate"));
    var set = newest("StatefulSet", part, Set.of("FailedCreate"));
    var said = refused.isEmpty() ? set : refused;
    return "it has no pod" + (said.isEmpty() ? " yet" : ": " + said);
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
}
