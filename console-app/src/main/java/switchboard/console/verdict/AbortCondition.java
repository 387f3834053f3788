package switchboard.console.verdict;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import switchboard.console.text.Durations;

/**
 * What ends a run, and all of its faults, before its time: a figure that exceeds a limit over a
 * while.
 *
 * @param limit what the figure must not exceed
 * @param window over which it is measured, 1 s to 5 min
 */
public record AbortCondition(Objective limit, Duration window) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?<figure>[^\\s<>=!]+)\\s*>\\s*(?<limit>\\S+)\\s+for\\s+(?<window>\\S+)\\s*");
  private static final Duration MIN_WINDOW = Duration.ofSeconds(1);
  private static final Duration MAX_WINDOW = Duration.ofMinutes(5);
  private static final String EXPECTED =
      "FIGURE>LIMIT for DURATION, such as requests.failed>5% for 10s";

  public AbortCondition {
    Objects.requireNonNull(limit);
    Objects.requireNonNull(window);
  }

  /**
   * Reads {@code FIGURE>LIMIT for DURATION}.
   *
   * @throws IllegalArgumentException when it is not of that form, saying what is expected
   */
  public static AbortCondition parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Invalid abort condition '" + text.strip() + "'. Use " + EXPECTED + ".");
    }
    var parser = new ObjectiveParser(text.strip());
    var figure = parser.figure(parts.group("figure"));
    if (!figure.hasPhases()) {
      throw new IllegalArgumentException(
          figure.name()
              + " is not known while a run lasts. Use requests.failed, requests.p99,"
              + " deliveries.p99 or another percentile, or users.disconnectedSeconds.");
    }
    var limit = parser.limit("<=", parts.group("limit"), figure.measure());
    var window = Durations.parse(parts.group("window"));
    if (window.compareTo(MIN_WINDOW) < 0 || window.compareTo(MAX_WINDOW) > 0) {
      throw new IllegalArgumentException(
          "Invalid duration '" + parts.group("window") + "'. Use 1s to 5m.");
    }
    return new AbortCondition(new Objective(figure, limit, Phase.RUN, true), window);
  }

  /** "requests.failed>5% for 10s". */
  public String text() {
    return limit.figure().name()
        + ">"
        + limit.figure().measure().limit(limit.limit())
        + " for "
        + Durations.text(window);
  }

  /**
   * What was found over the window, if that is over the limit. A figure without samples is not.
   *
   * @param some what users met in the window
   */
  public Optional<String> exceeded(Population some) {
    var value = some.value(limit.figure());
    return value.isPresent() && value.getAsDouble() > limit.limit()
        ? Optional.of(text() + ": " + limit.valueText(value.getAsDouble()))
        : Optional.empty();
  }
}
