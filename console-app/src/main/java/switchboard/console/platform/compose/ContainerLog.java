package switchboard.console.platform.compose;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import switchboard.console.platform.LogLine;

/** Turns what the engine keeps of a container's output into lines. */
final class ContainerLog {
  private static final int MAX_LENGTH = 2_000;

  private final String instance;
  private final List<LogLine> lines = new ArrayList<>();

  ContainerLog(String instance) {
    this.instance = instance;
  }

  /**
   * @param payload one line, its time first: {@code 2026-01-01T00:00:00.000000000Z text}
   */
  synchronized void add(byte[] payload) {
    var line = new String(payload, StandardCharsets.UTF_8).stripTrailing();
    var space = line.indexOf(' ');
    var time = space < 0 ? line : line.substring(0, space);
    var text = space < 0 ? "" : line.substring(space + 1);
    try {
      var at = OffsetDateTime.parse(time).toInstant();
      var kept = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
      lines.add(new LogLine(at, instance, kept));
    } catch (DateTimeParseException e) {
      // The middle of a line that was too long for one piece.
      lines.add(
          new LogLine(lines.isEmpty() ? Instant.EPOCH : lines.getLast().at(), instance, line));
    }
  }

  /** Both streams of a container in the order of time. */
  synchronized List<LogLine> newest(int count) {
    lines.sort(Comparator.comparing(LogLine::at));
    return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
