package switchboard.console.experiment.progress;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.experiment.schedule.ScheduledStep;

/**
 * A step of a run while that lasts.
 *
 * @param in how long until its time comes; empty while that is not known, or has come
 */
public record StepProgress(ScheduledStep step, State state, Optional<Duration> in) {

  /** How far a step is. */
  public enum State {
    AHEAD,
    UNDER_WAY,
    DONE,
    /** It could not be taken. */
    NOT_DONE
  }

  public StepProgress {
    Objects.requireNonNull(step);
    Objects.requireNonNull(state);
    Objects.requireNonNull(in);
  }
}
