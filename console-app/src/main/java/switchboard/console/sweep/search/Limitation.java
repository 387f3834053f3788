package switchboard.console.sweep.search;

import java.util.Objects;
import java.util.OptionalDouble;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * What limited a configuration, and how that is known.
 *
 * @param text "CPU limit: throttled 44 %"
 */
public record Limitation(Limiter by, String text) {
  /** From this share of CPU periods on, a limit is felt: the specification's number. */
  public static final double THROTTLED_PERCENT = 5;

  /** From this share of its limit on, a replica is short of memory: the specification's number. */
  public static final double FULL = 0.95;

  /** From this share of what it can take on, a component has no CPU to spare. */
  public static final double BUSY = 0.9;

  public Limitation {
    Objects.requireNonNull(by);
    Objects.requireNonNull(text);
  }

  /**
   * The first that holds: what kept the measurement from being one, then what ended replicas, then
   * what they lacked, then what others lacked. A limit of the replicas goes before a busy
   * component, since raising it is what the sweep can do.
   */
  public static Limitation of(LimitEvidence seen) {
    if (seen.notStarted().isPresent()) {
      return seen.killedForMemory()
          ? of(Limiter.MEMORY, "killed at the start")
          : of(Limiter.START, seen.notStarted().get());
    }
    if (seen.killedForMemory()) {
      return of(Limiter.MEMORY, "killed");
    }
    if (seen.simulatorLate()) {
      return of(Limiter.SIMULATOR, "it was late");
    }
    if (reaches(seen.throttledPercent(), THROTTLED_PERCENT)) {
      return of(Limiter.CPU, "throttled " + percent(seen.throttledPercent().getAsDouble()));
    }
    if (reaches(seen.memoryShare(), FULL)) {
      return of(Limiter.MEMORY, share(seen.memoryShare()) + " of it in use");
    }
    if (reaches(seen.storeShare(), BUSY)) {
      return of(Limiter.STORE, share(seen.storeShare()) + " of its CPU in use");
    }
    if (reaches(seen.gatewayShare(), BUSY)) {
      return of(Limiter.GATEWAY, share(seen.gatewayShare()) + " of its CPU in use");
    }
    if (reaches(seen.machineShare(), BUSY)) {
      return of(Limiter.MACHINE, share(seen.machineShare()) + " of its CPU in use");
    }
    return new Limitation(Limiter.NOTHING, Limiter.NOTHING.word());
  }

  private static boolean reaches(OptionalDouble value, double limit) {
    return value.isPresent() && value.getAsDouble() >= limit;
  }

  private static String share(OptionalDouble share) {
    return percent(100 * share.getAsDouble());
  }

  private static String percent(double percent) {
    return Format.figure(percent, Unit.PERCENT).toString();
  }

  private static Limitation of(Limiter by, String how) {
    return new Limitation(by, by.word() + ": " + how);
  }
}
