package switchboard.console.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import switchboard.console.platform.Action;
import switchboard.console.platform.Capability;
import switchboard.console.text.Durations;

/**
 * A kind of fault that can be injected. Command line and results list {@link #all}.
 *
 * @param name in results and on the command line: {@code kill}
 * @param parameter how strong it is; empty for a kind that has no degrees
 * @param lasting whether it lasts for a time that is chosen
 * @param capability what a platform has to have for it; empty for what every platform can
 * @param right what the operator has to be allowed to do; empty for what is never denied
 */
public record FaultKind(
    String name,
    Optional<Parameter> parameter,
    boolean lasting,
    Optional<Class<? extends Capability>> capability,
    Optional<Action> right,
    Maker maker) {

  /** For how long a fault lasts, unless something else is chosen. */
  public static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** How strong a fault is, both ends included. */
  public record Parameter(String name, Duration least, Duration most, Duration preset) {}

  /** Makes a fault of a kind from values that are in range. */
  @FunctionalInterface
  public interface Maker {
    Fault.Injected make(String target, Optional<Duration> parameter, Duration lasts);
  }

  /** All kinds, in the order in which they are offered. */
  public static List<FaultKind> all() {
    return List.of(
        Fault.Kill.KIND, Fault.Stop.KIND, Fault.Freeze.KIND, Fault.Slow.KIND, Fault.Cut.KIND);
  }

  /** The kind of this name. */
  public static Optional<FaultKind> named(String name) {
    return all().stream().filter(kind -> kind.name.equals(name)).findFirst();
  }

  /**
   * A fault of this kind.
   *
   * @param degree how strong; empty for the default
   * @param lasts for how long; empty for the default
   * @throws IllegalArgumentException when the kind does not have what is given, or it is out of
   *     range
   */
  public Fault.Injected on(String target, Optional<Duration> degree, Optional<Duration> lasts) {
    if (degree.isPresent() && parameter.isEmpty()) {
      throw new IllegalArgumentException(name + " has no parameter; leave it out");
    }
    if (lasts.isPresent() && !lasting) {
      throw new IllegalArgumentException(name + " has no duration; leave it out");
    }
    parameter.ifPresent(
        its -> within(its.name(), degree.orElse(its.preset()), its.least(), its.most()));
    var time = lasts.orElse(DEFAULT_DURATION);
    within("duration", time, SHORTEST, LONGEST);
    return maker.make(target, degree.or(() -> parameter.map(Parameter::preset)), time);
  }

  private void within(String what, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s: the %s is %s to %s"
              .formatted(name, what, Durations.text(least), Durations.text(most)));
    }
  }
}
