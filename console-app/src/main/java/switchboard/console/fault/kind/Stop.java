package switchboard.console.fault.kind;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import switchboard.console.Outcome;
import switchboard.console.fault.Injector;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.Role;
import switchboard.console.platform.capability.ReplicaLifecycle;

/** A graceful stop; the replica stays stopped until it is started. */
public record Stop(String target) implements InjectedFault {
  static final FaultKind KIND =
      new FaultKind(
          "stop",
          "Stop",
          "Stop %s",
          "A graceful end, after what was begun is finished",
          "It stays stopped until you start it or close the console.",
          List.of(),
          false,
          List.of(
              new Way(Set.of(Role.BACKEND), Optional.of(ReplicaLifecycle.class), Optional.empty())),
          (target, none, lasts, seed) -> new Stop(target));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public Outcome<Instance> inject(Injector on) {
    return on.stop(target);
  }

  @Override
  public Optional<Remedy> remedy() {
    return Optional.of(new Remedy.Start());
  }

  @Override
  public boolean endsReady() {
    return false;
  }

  @Override
  public String headline() {
    return "Stopped " + target;
  }

  @Override
  public String mark() {
    return "stopped " + target;
  }

  @Override
  public boolean beginsWith(PlatformEvent event) {
    return event instanceof PlatformEvent.Stopped && isOf(event);
  }

  @Override
  public String awaited() {
    return target + " to end";
  }

  @Override
  public String recovered() {
    return target + " has ended";
  }

  @Override
  public String recovery() {
    return "ended in";
  }
}
