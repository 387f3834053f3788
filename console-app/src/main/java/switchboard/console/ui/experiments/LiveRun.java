package switchboard.console.ui.experiments;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import switchboard.console.experiment.progress.RunProgress;

/**
 * The run under way, as it is seen at an instant.
 *
 * @param name of the experiment
 * @param stopping whether it is being stopped
 */
record LiveRun(String name, Instant at, RunProgress progress, boolean stopping) {
  LiveRun {
    Objects.requireNonNull(name);
    Objects.requireNonNull(at);
    Objects.requireNonNull(progress);
  }

  /** "Baseline · 12 s left". */
  String phase() {
    if (stopping) {
      return "Stopping: faults are undone, and what was seen is judged";
    }
    return progress.phase().title()
        + progress.left().map(left -> " · " + seconds(left) + " left").orElse("");
  }

  /** "1:12 to the end"; empty when that is not known. */
  String left() {
    return progress.end().map(end -> seconds(end) + " to the end").orElse("");
  }

  /** "12 s", from a minute on "1:12 min". */
  static String seconds(Duration time) {
    var whole = time.plusMillis(999).toSeconds();
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
  }
}
