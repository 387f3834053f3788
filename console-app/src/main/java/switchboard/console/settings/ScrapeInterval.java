package switchboard.console.settings;

import java.time.Duration;
import java.util.Locale;

/**
 * How often the console scrapes each component's metrics.
 *
 * @param seconds {@value #MIN} to {@value #MAX}
 */
public record ScrapeInterval(int seconds) {
  public static final int MIN = 1;
  public static final int MAX = 15;
  public static final ScrapeInterval DEFAULT = new ScrapeInterval(1);

  public ScrapeInterval {
    if (seconds < MIN || seconds > MAX) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "A scrape interval of %d s; expected %d to %d s", seconds, MIN, MAX));
    }
  }

  public Duration duration() {
    return Duration.ofSeconds(seconds);
  }
}
