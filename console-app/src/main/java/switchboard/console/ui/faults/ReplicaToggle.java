package switchboard.console.ui.faults;

import java.util.Objects;
import java.util.Optional;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;

/**
 * What a button does in the current state.
 *
 * @param text on the button
 * @param says all of it, with its target; or why it cannot be done
 */
record ReplicaToggle(String text, String says, boolean possible) {
  private static final String SPAN = ReplicaActions.FREEZE.toSeconds() + " s";

  ReplicaToggle {
    Objects.requireNonNull(text);
    Objects.requireNonNull(says);
  }

  /**
   * Freezes or unfreezes a replica.
   *
   * @param replica empty for a random one
   */
  static ReplicaToggle freezing(Optional<Instance> replica, boolean possible) {
    var target = name(replica);
    return isIn(State.PAUSED, replica)
        ? new ReplicaToggle("Unfreeze", "Unfreeze " + target, possible)
        : of("Freeze " + SPAN, "Freeze " + target + " for " + SPAN, replica, possible);
  }

  /**
   * To stop a replica, or to start it.
   *
   * @param replica empty for a random one
   */
  static ReplicaToggle stopping(Optional<Instance> replica, boolean possible) {
    var target = name(replica);
    return isIn(State.STOPPED, replica)
        ? new ReplicaToggle("Start", "Start " + target, possible)
        : of(
            "Stop",
            "Stop "
                + target
                + " gracefully; it stays stopped until you start it or close the console",
            replica,
            possible);
  }

  private static ReplicaToggle of(
      String text, String says, Optional<Instance> replica, boolean possible) {
    return new ReplicaToggle(text, possible ? says : whyNot(replica), possible);
  }

  /** Why nothing can be done to a replica, or to a random one, at present. */
  static String whyNot(Optional<Instance> replica) {
    if (replica.isEmpty()) {
      return "No replica is running";
    }
    var name = replica.get().name();
    return switch (replica.get().state()) {
      case READY, NOT_READY, STARTING -> "Another action on " + name + " is in progress";
      case PAUSED -> name + " is frozen: unfreeze it first";
      case RESTARTING -> name + " is restarting";
      case STOPPING -> name + " is stopping";
      case STOPPED -> name + " is stopped: start it first";
    };
  }

  private static String name(Optional<Instance> replica) {
    return replica.map(Instance::name).orElse("a random replica");
  }

  private static boolean isIn(State state, Optional<Instance> replica) {
    return replica.filter(each -> each.state() == state).isPresent();
  }
}
