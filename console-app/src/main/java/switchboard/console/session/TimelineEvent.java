package switchboard.console.session;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.load.FailedRequests;

/**
 * One thing that was done or happened, for the timeline and as a mark on the charts.
 *
 * @param text short enough to stand on a chart: "killed backend-2"
 * @param failed the failed requests that it reports; empty when there are none
 */
public record TimelineEvent(
    Instant at, Kind kind, String text, Optional<FailedRequests.Span> failed) {

  /** What it was, for its colour. */
  public enum Kind {
    /** Launched, stopped, ready again. */
    GOOD,
    /** Scaled. */
    ACTION,
    /** Load or limits changed. */
    CHANGE,
    /** Killed, died, failed. */
    PROBLEM
  }

  public TimelineEvent {
    Objects.requireNonNull(at);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
    Objects.requireNonNull(failed);
  }

  public TimelineEvent(Instant at, Kind kind, String text) {
    this(at, kind, text, Optional.empty());
  }
}
