package switchboard.console.ui.faults;

import java.util.Objects;
import java.util.Optional;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.text.Durations;

/**
 * What a button does in the current state.
 *
 * @param text on the button
 * @param says all of it, with its target; or why it cannot be done
 */
record ReplicaToggle(String text, String says, boolean possible) {
  private static final String SPAN = Durations.words(FaultKind.DEFAULT_DURATION);

  ReplicaToggle {
    Objects.requireNonNull(text);
    Objects.requireNonNull(says);
  }

  /**
   * Freezes or unfreezes a replica.
   *
   * @param replica empty for a random one
   * @param obstacle why it cannot; empty when it can
   */
  static ReplicaToggle freezing(Optional<Instance> replica, String obstacle) {
    var target = replica.map(Instance::name).orElse("a random replica");
    return replica.filter(each -> each.state() == State.PAUSED).isPresent()
        ? of("Unfreeze", "Unfreeze " + target, obstacle)
        : of("Freeze " + SPAN, "Freeze " + target + " for " + SPAN, obstacle);
  }

  private static ReplicaToggle of(String text, String says, String obstacle) {
    return new ReplicaToggle(text, obstacle.isEmpty() ? says : obstacle, obstacle.isEmpty());
  }

  /** Why nothing else can be done to an instance while an action is. */
  static String busy(String instance) {
    return "Another action on " + instance + " is in progress";
  }

  /** Why nothing can be done to an instance, or to a random replica, at present. */
  static String whyNot(Optional<Instance> target) {
    if (target.isEmpty()) {
      return "No replica is running";
    }
    var name = target.get().name();
    return switch (target.get().state()) {
      case READY, NOT_READY, STARTING -> busy(name);
      case PAUSED -> name + " is frozen: unfreeze it first";
      case RESTARTING -> name + " is restarting";
      case STOPPING -> name + " is stopping";
      case STOPPED -> name + " is stopped: start it first";
    };
  }
}
