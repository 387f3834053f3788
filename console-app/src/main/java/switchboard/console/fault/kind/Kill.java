package switchboard.console.fault.kind;

import java.util.List;
import java.util.Optional;
import switchboard.console.Outcome;
import switchboard.console.fault.Injector;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;

/** SIGKILL from this console. */
public record Kill(String target) implements InjectedFault {
  static final FaultKind KIND =
      new FaultKind(
          "kill",
          "Kill",
          "Kill %s",
          "SIGKILL, without a grace period",
          "The platform starts it again.",
          List.of(),
          false,
          List.of(new Way(Way.SERVING, Optional.empty(), Optional.of(Action.KILL))),
          (target, none, lasts, seed) -> new Kill(target));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public Outcome<Instance> inject(Injector on) {
    return on.kill(target);
  }

  @Override
  public String headline() {
    return "Killed " + target;
  }

  @Override
  public String mark() {
    return "killed " + target;
  }

  @Override
  public boolean beginsWith(PlatformEvent event) {
    return event instanceof PlatformEvent.Died && isOf(event);
  }
}
