package switchboard.console.session;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import switchboard.console.Failure;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.platform.Instance;
import switchboard.console.platform.SystemState;

/** Keeps at least one replica ready while faults are injected. */
final class OutageGuard {
  private OutageGuard() {}

  /** Why these faults together would leave no replica for users; empty when one stays. */
  static Optional<Failure> refusal(SystemState system, Collection<? extends InjectedFault> faults) {
    var away =
        faults.stream()
            .filter(InjectedFault::isOutage)
            .map(InjectedFault::target)
            .collect(Collectors.toSet());
    var ready =
        system.backends().stream()
            .filter(Instance::isReady)
            .map(Instance::name)
            .collect(Collectors.toSet());
    return ready.isEmpty() || !away.containsAll(ready)
        ? Optional.empty()
        : Optional.of(
            new Failure(
                "Injecting " + faults.iterator().next().kind() + " into " + words(away),
                "no other replica is ready",
                "Wait until one is, or allow an outage."));
  }

  private static String words(Collection<String> names) {
    return names.stream().sorted().collect(Collectors.joining(" and "));
  }
}
