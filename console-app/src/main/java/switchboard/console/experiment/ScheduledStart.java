package switchboard.console.experiment;

import java.time.Duration;
import java.util.Objects;
import switchboard.console.platform.Role;

/**
 * The start of replicas that a fault stopped.
 *
 * @param after since the load began
 */
public record ScheduledStart(Targets targets, Duration after) implements ScheduledStep {
  static final String WORD = "start";

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
