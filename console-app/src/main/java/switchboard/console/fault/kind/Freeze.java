package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import switchboard.console.Outcome;
import switchboard.console.fault.Injector;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.text.Durations;

/** An instance frozen for a time; where an engine cannot pause one, a replica hangs itself. */
public record Freeze(String target, Duration lasts) implements InjectedFault {
  static final FaultKind KIND =
      new FaultKind(
          "freeze",
          "Freeze",
          "Freeze %s",
          "It keeps its connections and answers nobody",
          "It goes on after the duration.",
          List.of(),
          true,
          List.of(
              new Way(Way.SERVING, Optional.of(Pausing.class), Optional.empty()), Way.BY_REPLICA),
          (target, none, lasts, seed) -> new Freeze(target, lasts));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public Optional<Duration> duration() {
    return Optional.of(lasts);
  }

  @Override
  public InjectedFault where(Predicate<Class<? extends Capability>> can) {
    return can.test(Pausing.class) ? this : new Hang(target, lasts);
  }

  @Override
  public Outcome<Instance> inject(Injector on) {
    return on.freeze(target, lasts);
  }

  @Override
  public String headline() {
    return "Froze " + target + " for " + Durations.text(lasts);
  }

  @Override
  public String mark() {
    return "froze " + target;
  }

  @Override
  public boolean beginsWith(PlatformEvent event) {
    return event instanceof PlatformEvent.Paused && isOf(event);
  }

  @Override
  public String awaited() {
    return target + " to be unfrozen and ready again";
  }

  @Override
  public Duration recoveryTimeout() {
    return lasts.plus(RECOVERY_TIMEOUT);
  }
}
