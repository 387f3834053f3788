package switchboard.console.logs;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import switchboard.console.platform.LogLine;

/**
 * A log line as shown: without the time and the level that its program wrote before it.
 *
 * @param instance who printed it; empty for something that the console did or noticed
 */
public record LogEntry(Instant at, String instance, Level level, String text) {
  /** What stands before the text in the logs of the services, the store, Prometheus and nginx. */
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+ (?<level>[A-Z]+) (?<text>.*)"),
          Pattern.compile("\\d+:[A-Z] \\d\\d? \\w{3} \\d{4} [\\d:.]+ (?<level>[.*#-]) (?<text>.*)"),
          Pattern.compile("(?:ts|time)=\\S+ (?:caller=\\S+ )?level=(?<level>\\w+) (?<text>.*)"),
          Pattern.compile(
              "\\d{4}/\\d\\d/\\d\\d [\\d:]+ \\[(?<level>\\w+)] (?:\\d+#\\d+: )?(?<text>.*)"));

  public LogEntry {
    Objects.requireNonNull(at);
    Objects.requireNonNull(instance);
    Objects.requireNonNull(level);
    Objects.requireNonNull(text);
  }

  /** Takes a line apart; one in no known form is INFO as a whole. */
  public static LogEntry of(LogLine line) {
    for (var form : FORMS) {
      var matcher = form.matcher(line.text());
      if (matcher.matches()) {
        return new LogEntry(
            line.at(), line.instance(), Level.of(matcher.group("level")), matcher.group("text"));
      }
    }
    return new LogEntry(line.at(), line.instance(), Level.INFO, line.text());
  }

  /** Something that the console did or noticed. */
  public static LogEntry event(Instant at, String text) {
    return new LogEntry(at, "", Level.INFO, text);
  }

  public boolean isEvent() {
    return instance.isEmpty();
  }
}
