package switchboard.console.experiment.schedule;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.text.Durations;

/**
 * A fault at a moment of the run.
 *
 * @param after since when the run's times count
 * @param amounts how strong
 * @param lasts for how long; empty for the kind's default
 */
public record ScheduledFault(
    FaultKind kind, Targets targets, Duration after, Amounts amounts, Optional<Duration> lasts)
    implements TargetedStep {

  /**
   * @throws IllegalArgumentException when the kind is not possible on the targets, does not have
   *     what is given, or it is out of range
   */
  public ScheduledFault {
    Objects.requireNonNull(after);
    if (!kind.isOf(targets.role())) {
      throw new IllegalArgumentException(
          "%s is not possible on the %s; use a replica, such as backend-2"
              .formatted(kind.name(), targets.text()));
    }
    kind.on(targets.text(), amounts, lasts);
  }

  /** A kill at a moment of the run. */
  public static ScheduledFault kill(String target, Duration after) {
    return new ScheduledFault(
        FaultKind.named("kill").orElseThrow(),
        Targets.parse(target),
        after,
        Amounts.PRESET,
        Optional.empty());
  }

  /**
   * Reads a kill: {@code backend-2@20s} or {@code random@20s}.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static ScheduledFault parseKill(String text) {
    var at = text.indexOf('@');
    if (at <= 0) {
      throw new IllegalArgumentException(
          "Invalid kill '" + text + "'. Use a replica and a time: backend-2@20s or random@20s.");
    }
    return kill(text.substring(0, at), Durations.parse(text.substring(at + 1)));
  }

  @Override
  public String word() {
    return kind.name();
  }

  /**
   * The fault of one of the targets.
   *
   * @param seed of what it leaves to chance, not negative
   */
  public InjectedFault on(String instance, int seed) {
    return kind.on(instance, amounts, lasts, seed);
  }

  /** Whether its targets serve nobody while it is at work. */
  public boolean isOutage() {
    return on(targets.text(), 0).isOutage();
  }

  @Override
  public Duration end() {
    return after.plus(length());
  }

  /** For how long it is at work; nothing for a kind that does not last. */
  public Duration length() {
    return kind.lasting() ? lasts.orElse(FaultKind.DEFAULT_DURATION) : Duration.ZERO;
  }
}
