package switchboard.console.platform.base;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import switchboard.console.platform.LogLine;

/** Turns what an engine keeps of a container's output into lines. */
public final class ContainerLog {
  private final String instance;
  private final List<LogLine> lines = new ArrayList<>();

  public ContainerLog(String instance) {
    this.instance = instance;
  }

  /**
   * Adds one line.
   *
   * @param line its time first: {@code 2026-01-01T00:00:00.000000000Z text}
   */
  public synchronized void add(String line) {
    var space = line.indexOf(' ');
    var time = space < 0 ? line.stripTrailing() : line.substring(0, space);
    var text = space < 0 ? "" : line.substring(space + 1).stripTrailing();
    try {
      lines.add(LogLine.cut(OffsetDateTime.parse(time).toInstant(), instance, text));
    } catch (DateTimeParseException e) {
      // The middle of a line that was too long for one piece.
      var at = lines.isEmpty() ? Instant.EPOCH : lines.getLast().at();
      lines.add(new LogLine(at, instance, line.stripTrailing()));
    }
  }

  /** All its streams in the order of time. */
  public synchronized List<LogLine> newest(int count) {
    lines.sort(Comparator.comparing(LogLine::at));
    return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
