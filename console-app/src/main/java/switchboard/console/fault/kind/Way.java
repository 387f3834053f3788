package switchboard.console.fault.kind;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import switchboard.console.platform.Action;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Role;
import switchboard.console.platform.capability.BackendFaults;

/**
 * One way in which a platform can do something to instances.
 *
 * @param roles of the instances that it is possible on
 * @param capability what the platform has to have for it; empty for what every platform can
 * @param right what the operator has to be allowed to do; empty for what is never denied
 */
public record Way(
    Set<Role> roles, Optional<Class<? extends Capability>> capability, Optional<Action> right) {
  /** Those whose loss users notice. */
  static final Set<Role> SERVING = Set.of(Role.BACKEND, Role.GATEWAY, Role.STORE);

  /** The replica does it to itself. */
  static final Way BY_REPLICA =
      new Way(Set.of(Role.BACKEND), Optional.of(BackendFaults.class), Optional.of(Action.FAULT));

  /** Whether it ends by itself, whatever becomes of this console. */
  public boolean isByReplica() {
    return equals(BY_REPLICA);
  }

  public Way {
    roles = Set.copyOf(roles);
    Objects.requireNonNull(capability);
    Objects.requireNonNull(right);
  }
}
