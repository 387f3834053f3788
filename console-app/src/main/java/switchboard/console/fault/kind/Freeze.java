package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import switchboard.console.Outcome;
import switchboard.console.fault.Injector;
import switchboard.console.fault.proof.ProofFinding;
import switchboard.console.fault.proof.Symptom;
import switchboard.console.fault.proof.Window;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/** An instance frozen for a time; where an engine cannot pause one, a replica hangs itself. */
public record Freeze(String target, Duration lasts) implements InjectedFault, Symptom {
  /** In less, a process that is not frozen may use no CPU time that is seen. */
  private static final double MIN_SECONDS = 0.5;

  /** Docker Engine gives CPU times about every three seconds, and two of them are needed. */
  private static final Duration SURELY_SEEN = Duration.ofSeconds(8);

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
  public Optional<Remedy> remedy() {
    return Optional.of(new Remedy.Unfreeze());
  }

  @Override
  public Duration recoveryTimeout() {
    return lasts.plus(RECOVERY_TIMEOUT);
  }

  @Override
  public Duration surelySeen() {
    return SURELY_SEEN;
  }

  @Override
  public Optional<Symptom> symptom() {
    return Optional.of(this);
  }

  /** Its CPU time stands still. */
  @Override
  public ProofFinding in(Window baseline, Window window, List<Window> others) {
    var before = window.from().cpuTime();
    var now = window.until().cpuTime();
    if (window.until().answers()) {
      return ProofFinding.absent("it answers");
    }
    if (before.isEmpty() || now.isEmpty() || window.seconds() < MIN_SECONDS) {
      return ProofFinding.UNKNOWN;
    }
    var used = now.get().minus(before.get());
    var within = Format.figure(window.seconds(), Unit.SECONDS);
    return used.isZero()
        ? ProofFinding.present("its CPU time stood still for " + within)
        : ProofFinding.absent(Format.duration(used) + " of CPU time used within " + within);
  }
}
