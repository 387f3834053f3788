package switchboard.console.experiment.schedule;

import java.time.Duration;
import java.util.Objects;
import switchboard.console.platform.Role;

/**
 * The start of replicas that a fault stopped.
 *
 * @param after since when the run's times count
 */
public record ScheduledStart(Targets targets, Duration after) implements TargetedStep {
  public static final String WORD = "start";

  /**
   * @throws IllegalArgumentException when the targets cannot have been stopped
   */
  public ScheduledStart {
    Objects.requireNonNull(after);
    if (targets.role() != Role.BACKEND || targets instanceof Targets.Any) {
      throw new IllegalArgumentException(
          "start: the target is a stopped replica, such as backend-2, or all");
    }
  }

  @Override
  public String word() {
    return WORD;
  }
}
