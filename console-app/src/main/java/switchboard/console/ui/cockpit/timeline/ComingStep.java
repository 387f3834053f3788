package switchboard.console.ui.cockpit.timeline;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that will be done, as far as is known now.
 *
 * @param at when
 * @param text what: "kill backend-2"
 */
public record ComingStep(Instant at, String text) {
  public ComingStep {
    Objects.requireNonNull(at);
    Objects.requireNonNull(text);
  }
}
