package switchboard.console.platform.base;

import java.util.List;
import java.util.Optional;

/** The reason that a program gave for its end: the last lines of its log. */
public final class LastWords {
  private static final int MAX_LENGTH = 300;

  private LastWords() {}

  /**
   * The last line that says something, stack traces left out. Valkey puts the setting that it
   * stumbled over on the line before: "'dir /data': Permission denied".
   *
   * @param log some of its last lines
   */
  public static Optional<String> of(String log) {
    var lines = log.lines().map(String::strip).filter(LastWords::says).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    var last = withoutPrefix(lines.getLast());
    var words = setting(lines).map(setting -> setting + ": " + last).orElse(last);
    return Optional.of(words.length() <= MAX_LENGTH ? words : words.substring(0, MAX_LENGTH) + "…");
  }

  private static boolean says(String line) {
    return !line.isEmpty() && !line.startsWith("at ") && !line.matches("\\.\\.\\. \\d+ more");
  }

  private static Optional<String> setting(List<String> lines) {
    return lines.size() < 2
        ? Optional.empty()
        : Optional.of(lines.get(lines.size() - 2))
            .filter(line -> line.startsWith(">>> "))
            .map(line -> line.substring(">>> ".length()));
  }

  /** Without Valkey's process, role, time and level: {@code 1:M 01 Jan 2026 00:00:00.000 # }. */
  private static String withoutPrefix(String line) {
    return line.replaceFirst("^\\d+:[A-Z] \\d+ \\w+ \\d+ [0-9:.]+ [.*#-] ", "");
  }
}
