package switchboard.console.ui.chart;

import java.time.Instant;
import java.util.Objects;

/** An event, drawn as a dashed vertical line; its text shows when the crosshair is on it. */
public record Mark(Instant at, MarkKind kind, String text) {
  public Mark {
    Objects.requireNonNull(at);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
  }
}
