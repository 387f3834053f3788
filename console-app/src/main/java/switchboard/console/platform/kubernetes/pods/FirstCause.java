package switchboard.console.platform.kubernetes.pods;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.platform.Role;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * What keeps a component from being ready: the first one that is not well, in the order in which
 * components depend on each other.
 *
 * @param part the component, such as {@code store}
 * @param pod its pod that is not ready; empty when there is none
 */
record FirstCause(String part, Optional<PodView> pod) {
  /** Each needs those before it. Prometheus needs none, and none needs it. */
  private static final List<String> DEPENDENCIES =
      Stream.of(Role.STORE, Role.BACKEND, Role.GATEWAY, Role.SIMULATOR).map(Role::label).toList();

  private static int rank(String part) {
    var index = DEPENDENCIES.indexOf(part);
    return index < 0 ? DEPENDENCIES.size() : index;
  }

  /** Why an instance is not ready, as far as the watch shows. */
  static FirstCause of(String instance, PodWatcher watch) {
    var part = Names.partOf(instance);
    var rank = rank(part);
    var needed = rank == DEPENDENCIES.size() ? List.<String>of() : DEPENDENCIES.subList(0, rank);
    return needed.stream()
        .filter(each -> watch.has(each) && isAway(each, watch.pods()))
        .map(each -> new FirstCause(each, unready(each, watch.pods())))
        .findFirst()
        .orElseGet(() -> new FirstCause(part, own(instance, watch)));
  }

  /** One pod of a component is enough for those that need it. */
  private static boolean isAway(String part, List<PodView> pods) {
    return pods.stream().noneMatch(pod -> pod.part().equals(part) && pod.stays() && pod.ready());
  }

  private static Optional<PodView> unready(String part, List<PodView> pods) {
    return pods.stream()
        .filter(pod -> pod.part().equals(part) && pod.stays() && !pod.ready())
        .findFirst();
  }

  /** The instance's own pod, or one that waits for its place. */
  private static Optional<PodView> own(String instance, PodWatcher watch) {
    return watch
        .fleet()
        .pod(instance)
        .filter(PodView::stays)
        .or(() -> unready(Names.partOf(instance), watch.pods()));
  }

  /**
   * What to call it: "store-0" as its pod, whose name stays; where pods have names of the day, as
   * the instance that is waited for, or as the component.
   */
  String subject(String instance) {
    var stays = pod.map(PodView::name).filter(name -> name.matches(part + "-[0-9]+"));
    return stays.orElse(Names.partOf(instance).equals(part) ? instance : part);
  }
}
