package switchboard.console.experiment;

import java.util.Objects;
import java.util.Optional;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;

/**
 * What the users of a system that ran already had counted before it was looked at.
 *
 * @param figures empty of a system that is new
 */
record CountedBefore(Optional<LoadStats> figures) {
  static final CountedBefore NOTHING = new CountedBefore(Optional.empty());

  CountedBefore {
    Objects.requireNonNull(figures);
  }

  /** What came after; see {@link LoadStats#since}. All of it when counts were lost between. */
  LoadStats takenFrom(LoadStats all, RunFigures run) {
    return figures
        .filter(all::continues)
        .map(before -> all.since(before, run.connectedPeak()))
        .orElse(all);
  }

  /** Those that failed after. */
  FailedRequests takenFrom(FailedRequests all) {
    return figures
        .map(before -> all.since(before.at(), all.total() - before.requests().failed()))
        .orElse(all);
  }
}
