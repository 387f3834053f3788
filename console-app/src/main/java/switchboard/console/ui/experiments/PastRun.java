package switchboard.console.ui.experiments;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.RunResult;
import switchboard.console.text.Format;

/**
 * A run that is over.
 *
 * @param at when it ended
 * @param record what its report is made of; empty of a run that is too old
 */
record PastRun(Instant at, RunResult result, Optional<RunRecord> record) {
  PastRun {
    Objects.requireNonNull(at);
    Objects.requireNonNull(result);
    Objects.requireNonNull(record);
  }

  /** The same without what takes much memory. */
  PastRun withoutRecord() {
    return new PastRun(at, result, Optional.empty());
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
