package switchboard.simulator.measure;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** How times are written: ISO 8601 in UTC, always with milliseconds. */
public final class Timestamps {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Timestamps() {}

  public static String text(Instant instant) {
    return MILLIS.format(instant);
  }
}
