package switchboard.console.experiment.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How the time of a run is divided.
 *
 * @param since when the times of steps and the duration begin to count
 * @param warmUp how long times are left out once all users are connected
 * @param duration until the load is taken away
 */
public record Timing(Start since, Duration warmUp, Duration duration) {
  /** When times begin to count. */
  public enum Start {
    /** The load is set. */
    LOAD,
    /** All users are connected, and the warm-up is over. */
    MEASURING;

    /** In JSON: "load". */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Timing {
    Objects.requireNonNull(since);
    Objects.requireNonNull(warmUp);
    Objects.requireNonNull(duration);
  }
}
