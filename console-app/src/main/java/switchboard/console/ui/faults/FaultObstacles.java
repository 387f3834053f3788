package switchboard.console.ui.faults;

import java.util.Arrays;
import java.util.Optional;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Kill;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.ui.operation.RightsModel;

/** What is against injecting a kind of fault, in a sentence; empty for nothing. FX thread only. */
public final class FaultObstacles {
  private final OperatedPlatform platform;
  private final RightsModel rights;
  private final ReplicaActions actions;

  FaultObstacles(OperatedPlatform platform, RightsModel rights, ReplicaActions actions) {
    this.platform = platform;
    this.rights = rights;
    this.actions = actions;
  }

  /** Against injecting it anywhere: the platform cannot, or the operator may not. */
  public String of(FaultKind kind) {
    var reasons =
        Arrays.stream(Role.values()).filter(kind::isOf).map(role -> of(kind, role)).toList();
    return reasons.contains("") ? "" : reasons.getFirst();
  }

  /** Against injecting it into instances of a role. */
  public String of(FaultKind kind, Role role) {
    return kind.way(role, platform::can)
        .map(way -> way.right().map(right -> rights.whyNot(right).getValue()).orElse(""))
        .orElse(platform.name() + " cannot do that.");
  }

  /** Against injecting it into an instance in its present state. */
  public String of(FaultKind kind, Instance target) {
    var everywhere = of(kind, target.role());
    return everywhere.isEmpty() && !suits(kind, target)
        ? ReplicaToggle.whyNot(Optional.of(target))
        : everywhere;
  }

  private boolean suits(FaultKind kind, Instance target) {
    return kind.on(target.name()) instanceof Kill ? isAlive(target) : runs(target);
  }

  /** Whether an instance can be killed. */
  public static boolean isAlive(Instance instance) {
    return switch (instance.state()) {
      case READY, NOT_READY, PAUSED, STARTING -> true;
      case RESTARTING, STOPPING, STOPPED -> false;
    };
  }

  /** Whether more can be done to it than a kill: one that is frozen cannot end gracefully. */
  boolean runs(Instance instance) {
    return switch (instance.state()) {
      case READY, NOT_READY, STARTING -> !actions.isBusy(instance.name());
      case PAUSED, RESTARTING, STOPPING, STOPPED -> false;
    };
  }
}
