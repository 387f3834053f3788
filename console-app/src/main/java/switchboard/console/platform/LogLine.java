package switchboard.console.platform;

import java.time.Instant;
import java.util.Objects;

/**
 * One line that an instance printed.
 *
 * @param at when the console read it
 */
public record LogLine(Instant at, String instance, String text) {
  public LogLine {
    Objects.requireNonNull(at);
    Objects.requireNonNull(instance);
    Objects.requireNonNull(text);
  }
}
