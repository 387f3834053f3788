package switchboard.console.fault.kind;

import java.util.List;
import java.util.Map;
import switchboard.console.Outcome;
import switchboard.console.fault.Injector;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;

/** A replica's process ends itself, as one does that has failed. */
public record SelfCrash(String target) implements InjectedFault {
  static final FaultKind KIND =
      new FaultKind(
          "crash",
          "Crash",
          "Crash %s",
          "The process ends itself with an error",
          "The platform starts it again.",
          List.of(),
          false,
          List.of(Way.BY_REPLICA),
          (target, none, lasts, seed) -> new SelfCrash(target));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public Outcome<Instance> inject(Injector on) {
    return on.begin(target, new BackendFault("crash", Map.of()));
  }

  @Override
  public String headline() {
    return "Crashed " + target;
  }

  @Override
  public String mark() {
    return "crashed " + target;
  }

  @Override
  public boolean beginsWith(PlatformEvent event) {
    return event instanceof PlatformEvent.Died && isOf(event);
  }
}
