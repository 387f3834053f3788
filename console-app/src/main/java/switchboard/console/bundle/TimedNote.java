package switchboard.console.bundle;

import java.util.Objects;
import switchboard.console.experiment.journal.RunNote;

/**
 * A note of a run, and when it was made by a clock that nobody sets.
 *
 * @param elapsedNanos since the bundle was begun
 */
public record TimedNote(long elapsedNanos, RunNote note) {
  public TimedNote {
    Objects.requireNonNull(note);
  }
}
