package switchboard.console.metrics.panel;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How current a panel is. */
public sealed interface PanelStatus {

  /** Values up to now. */
  record Current() implements PanelStatus {}

  /**
   * The source answers, without a value for now; when the last one was, if there was any in the
   * panel's time.
   */
  record NoData(Optional<Instant> since) implements PanelStatus {
    public NoData {
      Objects.requireNonNull(since);
    }
  }

  /**
   * The source did not answer, since when and why. What was missed is asked for when it answers
   * again.
   */
  record Disconnected(Instant since, String reason) implements PanelStatus {
    public Disconnected {
      Objects.requireNonNull(since);
      Objects.requireNonNull(reason);
    }
  }

  /** The source refused the query. */
  record Rejected(String reason) implements PanelStatus {
    public Rejected {
      Objects.requireNonNull(reason);
    }
  }
}
