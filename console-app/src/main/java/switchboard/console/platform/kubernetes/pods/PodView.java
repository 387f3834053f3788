package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * One pod as the cluster describes it, as far as it matters here. Of its containers, the one that
 * is called like the component counts.
 *
 * @param part its role, such as {@code backend}
 * @param created when it was asked for
 * @param leaving whether it is being ended
 * @param suddenly whether that is with no grace period
 * @param ended whether it has ended permanently, such as by an eviction or its container's end when
 *     it is being ended
 * @param restarts of its container
 * @param running since when its container runs, if it does
 * @param address in the cluster; empty while it has none
 * @param port that it is asked at: the one that is called {@code http}; 0 when there is none
 * @param management its port for operators: the one that is called so; 0 when there is none
 * @param waiting why its container does not run, such as {@code CrashLoopBackOff}; empty if it does
 * @param exit how its container's last life ended, if one has
 * @param message what the cluster says about all that; may be empty
 */
record PodView(
    String uid,
    String name,
    String part,
    Instant created,
    boolean leaving,
    boolean suddenly,
    boolean ended,
    boolean ready,
    int restarts,
    Optional<Instant> running,
    String address,
    int port,
    int management,
    String waiting,
    Optional<Instance.Exit> exit,
    String node,
    String message,
    Optional<Limits> limits) {

  PodView {
    Objects.requireNonNull(uid);
    Objects.requireNonNull(name);
    Objects.requireNonNull(part);
    Objects.requireNonNull(created);
    Objects.requireNonNull(running);
    Objects.requireNonNull(address);
    Objects.requireNonNull(waiting);
    Objects.requireNonNull(exit);
    Objects.requireNonNull(node);
    Objects.requireNonNull(message);
    Objects.requireNonNull(limits);
  }

  /** Whether it is there to stay. */
  boolean stays() {
    return !leaving && !ended;
  }

  static PodView of(Pod pod) {
    var metadata = pod.getMetadata();
    var labels = Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
    var part = labels.getOrDefault(Names.PART, "");
    var status = Optional.ofNullable(pod.getStatus());
    var container = container(pod, part);
    var state = container.map(ContainerStatus::getState);
    var waiting = initialization(pod).or(() -> state.map(ContainerState::getWaiting));
    var terminated = state.map(ContainerState::getTerminated);
    var phase = status.map(each -> text(each.getPhase())).orElse("");
    var leaving = metadata.getDeletionTimestamp() != null;
    return new PodView(
        metadata.getUid(),
        metadata.getName(),
        part,
        time(metadata.getCreationTimestamp()),
        leaving,
        Long.valueOf(0).equals(metadata.getDeletionGracePeriodSeconds()),
        // A kubelet can take most of a minute to clear away what has ended.
        phase.equals("Failed") || phase.equals("Succeeded") || (leaving && terminated.isPresent()),
        isReady(pod),
        container.map(ContainerStatus::getRestartCount).orElse(0),
        state.map(ContainerState::getRunning).map(each -> time(each.getStartedAt())),
        status.map(each -> text(each.getPodIP())).orElse(""),
        port(pod, "http"),
        port(pod, "management"),
        waiting
            .map(each -> text(each.getReason()))
            .or(() -> terminated.map(each -> "Terminated"))
            .orElse(""),
        terminated
            .or(
                () ->
                    container.map(ContainerStatus::getLastState).map(ContainerState::getTerminated))
            .map(PodView::exit),
        Optional.ofNullable(pod.getSpec()).map(each -> text(each.getNodeName())).orElse(""),
        message(pod, waiting.map(each -> text(each.getMessage())).orElse("")),
        limits(pod, part));
  }

  private static Optional<ContainerStatus> container(Pod pod, String part) {
    var all =
        Optional.ofNullable(pod.getStatus())
            .map(each -> each.getContainerStatuses())
            .orElse(List.of());
    return all.stream()
        .filter(each -> each.getName().equals(part))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /**
   * Why a container that goes before it does not run: the one that waits says only that it waits.
   */
  private static Optional<ContainerStateWaiting> initialization(Pod pod) {
    return Optional.ofNullable(pod.getStatus())
        .map(each -> each.getInitContainerStatuses())
        .stream()
        .flatMap(List::stream)
        .map(each -> each.getState())
        .filter(Objects::nonNull)
        .map(ContainerState::getWaiting)
        .filter(each -> each != null && !"PodInitializing".equals(each.getReason()))
        .findFirst();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
  }

  /** The scheduler's word before it runs anywhere, then the container's, then the pod's. */
  private static String message(Pod pod, String ofContainer) {
    if (pod.getStatus() == null) {
      return "";
    }
    var unscheduled =
        Optional.ofNullable(pod.getStatus().getConditions()).orElse(List.of()).stream()
            .filter(each -> each.getType().equals("PodScheduled"))
            .filter(each -> each.getStatus().equals("False"))
            .map(each -> text(each.getMessage()))
            .findFirst();
    return unscheduled.orElse(
        ofContainer.isEmpty() ? text(pod.getStatus().getMessage()) : ofContainer);
  }

  private static Instance.Exit exit(ContainerStateTerminated terminated) {
    return new Instance.Exit(
        time(terminated.getFinishedAt()),
        Objects.requireNonNullElse(terminated.getExitCode(), Instance.Exit.UNKNOWN),
        "OOMKilled".equals(terminated.getReason()));
  }

  private static int port(Pod pod, String name) {
    return Optional.ofNullable(pod.getSpec()).map(each -> each.getContainers()).stream()
        .flatMap(List::stream)
        .flatMap(container -> container.getPorts().stream())
        .filter(each -> name.equals(each.getName()))
        .map(each -> each.getContainerPort())
        .findFirst()
        .orElse(0);
  }

  private static Optional<Limits> limits(Pod pod, String part) {
    if (pod.getSpec() == null || pod.getSpec().getContainers() == null) {
      return Optional.empty();
    }
    return pod.getSpec().getContainers().stream()
        .filter(each -> each.getName().equals(part))
        .map(Container::getResources)
        .filter(Objects::nonNull)
        .findFirst()
        .flatMap(PodView::limits);
  }

  /** A container's limits; empty unless both are set. */
  static Optional<Limits> limits(ResourceRequirements resources) {
    var limits = Optional.ofNullable(resources.getLimits()).orElse(Map.of());
    var cpus = amount(limits.get("cpu"));
    var memory = amount(limits.get("memory"));
    return cpus.signum() > 0 && memory.signum() > 0
        ? Optional.of(new Limits(cpus.doubleValue(), memory.longValue()))
        : Optional.empty();
  }

  private static BigDecimal amount(Quantity quantity) {
    return quantity == null ? BigDecimal.ZERO : quantity.getNumericalAmount();
  }

  private static Instant time(String text) {
    return text == null || text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
  }

  private static String text(String maybe) {
    return Objects.requireNonNullElse(maybe, "");
  }
}
