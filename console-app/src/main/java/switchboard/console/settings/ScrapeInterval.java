package switchboard.console.settings;

import java.time.Duration;
import java.util.Locale;

/**
 * How often the console asks each part for its metrics.
 *
 * @param seconds {@value #LEAST} to {@value #MOST}
 */
public record ScrapeInterval(int seconds) {
  public static final int LEAST = 1;
  public static final int MOST = 15;
  public static final ScrapeInterval USUAL = new ScrapeInterval(1);

  public ScrapeInterval {
    if (seconds < LEAST || seconds > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "Every %d s; it may be every %d to %d s", seconds, LEAST, MOST));
    }
  }

  public Duration duration() {
    return Duration.ofSeconds(seconds);
  }
}
