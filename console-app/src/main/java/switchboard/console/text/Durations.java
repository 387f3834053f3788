package switchboard.console.text;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as operators write them: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 1h}. */
public final class Durations {
  /** A regular expression of these forms. */
  public static final String PATTERN = "^(\\d{1,6})(ms|s|m|h)$";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  private Durations() {}

  /** Writes a whole number of milliseconds in the shortest of the forms above. */
  public static String text(Duration duration) {
    var millis = duration.toMillis();
    return millis % 1_000 != 0 || millis == 0
        ? millis + "ms"
        : millis % 60_000 != 0 ? millis / 1_000 + "s" : millis / 60_000 + "m";
  }

  /** The same as it is shown: "500 ms", "60 s" as "1 min". */
  public static String words(Duration duration) {
    return text(duration).replaceFirst("(?<=\\d)(?=m?s$)", " ").replaceFirst("(?<!m)m$", " min");
  }

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException when it is not of one of the forms above
   */
  public static Duration parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Invalid duration '" + text + "'. Use a number and a unit: 500ms, 60s, 5m, 1h.");
    }
    var count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
