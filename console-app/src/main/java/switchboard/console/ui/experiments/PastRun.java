package switchboard.console.ui.experiments;

import java.time.Instant;
import java.util.Objects;
import switchboard.console.experiment.RunResult;
import switchboard.console.text.Format;

/**
 * A run that is over.
 *
 * @param at when it ended
 */
record PastRun(Instant at, RunResult result) {
  PastRun {
    Objects.requireNonNull(at);
    Objects.requireNonNull(result);
  }

  /** What decided, in one sentence; what was measured, of one that passed. */
  String sentence() {
    return result.verdict().causes().stream().findFirst().orElseGet(result.verdict()::sentence);
  }

  /** "12:04:10". */
  String time() {
    return Format.clock(at);
  }
}
