package switchboard.console.platform;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One line that an instance printed.
 *
 * @param at when the console read it
 */
public record LogLine(Instant at, String instance, String text) {
  /** Of the text of a line that is {@link #cut}. */
  public static final int MAX_LENGTH = 2_000;

  public LogLine {
    Objects.requireNonNull(at);
    Objects.requireNonNull(instance);
    Objects.requireNonNull(text);
  }

  /** A line whose text may be longer than is kept of it. */
  public static LogLine cut(Instant at, String instance, String text) {
    var kept = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    return new LogLine(at, instance, kept);
  }

  /** The newest lines as one text, for a failure's details. */
  public static String tail(Collection<LogLine> lines, int count) {
    return lines.stream()
        .skip(Math.max(0, lines.size() - count))
        .map(LogLine::text)
        .collect(Collectors.joining("\n"));
  }
}
