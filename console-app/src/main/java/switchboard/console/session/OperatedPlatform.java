package switchboard.console.session;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import switchboard.console.platform.Action;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Capacity;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.AccessControl;
import switchboard.console.platform.capability.Destinations;

/**
 * What window and command line know of the platform that a session operates. What changes the
 * system goes through the session, which keeps account of it. Never blocks, unless it says so.
 */
public final class OperatedPlatform {
  private final Platform platform;

  OperatedPlatform(Platform platform) {
    this.platform = platform;
  }

  /** See {@link Platform#id}. */
  public String id() {
    return platform.id();
  }

  /** See {@link Platform#name}. */
  public String name() {
    return platform.name();
  }

  /** See {@link Platform#description}. */
  public String description() {
    return platform.description();
  }

  /** See {@link Platform#implementation}. */
  public String implementation(Role part) {
    return platform.implementation(part);
  }

  public Capacity capacity() {
    return platform.capacity();
  }

  /** See {@link Platform#keepsMessages}. */
  public boolean keepsMessages() {
    return platform.keepsMessages();
  }

  /** See {@link Platform#existingReplicas}. May block. */
  public OptionalInt existingReplicas() {
    return platform.existingReplicas();
  }

  /** See {@link Platform#adopted}. */
  public boolean adopted() {
    return platform.adopted();
  }

  /** The system as last seen. */
  public SystemState state() {
    return platform.state();
  }

  /** Something that not every platform can do; empty on a platform that cannot. */
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    return platform.capability(kind);
  }

  /** Whether others may depend on the place where it runs. */
  public boolean isForeign() {
    return capability(Destinations.class).map(Destinations::isForeign).orElse(false);
  }

  /** Whether the platform has a capability. */
  public boolean can(Class<? extends Capability> kind) {
    return platform.capability(kind).isPresent();
  }

  /**
   * See {@link AccessControl#deniedActions}; none on a platform that lets everybody do everything.
   */
  public Map<Action, String> deniedActions() {
    return capability(AccessControl.class).map(AccessControl::deniedActions).orElse(Map.of());
  }
}
