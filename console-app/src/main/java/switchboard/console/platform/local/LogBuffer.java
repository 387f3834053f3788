package switchboard.console.platform.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.base.LastWords;

/** The newest {@value #MAX_LINES} lines of one instance. */
final class LogBuffer {
  static final int MAX_LINES = 5_000;

  /** As far back as the words before a stack trace can be. */
  private static final int LAST_LINES = 100;

  private final String instance;
  private final Clock clock;
  private final ArrayDeque<LogLine> lines = new ArrayDeque<>();

  LogBuffer(String instance, Clock clock) {
    this.instance = instance;
    this.clock = clock;
  }

  synchronized void add(String text) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(LogLine.cut(clock.instant(), instance, text));
  }

  synchronized List<LogLine> lines(Instant since) {
    return lines.stream().filter(line -> !line.at().isBefore(since)).toList();
  }

  /** The newest lines as one text, for a failure's details. */
  synchronized String tail(int count) {
    return LogLine.tail(lines, count);
  }

  /** The newest line that says something; empty when none does. */
  String lastWords() {
    return LastWords.of(tail(LAST_LINES)).orElse("");
  }

  /** Reads until the stream ends, which is when the process has. */
  void drain(BufferedReader output) {
    try (output) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("[the console could not read further: " + e.getMessage() + "]");
    }
  }
}
