package switchboard.console.plot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import switchboard.console.text.Format;

/** Where the time axis has its labels, at milliseconds since the epoch. */
public final class TimeTicks {
  private static final int[] SPACINGS_SECONDS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800};

  private TimeTicks() {}

  /** Ages: "−15m … now". */
  public static List<Tick> live(TimeRange range, int atMost) {
    long spacing = spacing(range, atMost);
    long end = range.end().toEpochMilli();
    List<Tick> ticks = new ArrayList<>();
    for (long age = range.length().toMillis() / spacing * spacing; age >= 0; age -= spacing) {
      ticks.add(new Tick(end - age, age(age / 1000)));
    }
    return ticks;
  }

  /** Times of day, for a range that stands still. */
  public static List<Tick> clock(TimeRange range, int atMost) {
    long spacing = spacing(range, atMost);
    long start = range.start().toEpochMilli();
    long end = range.end().toEpochMilli();
    List<Tick> ticks = new ArrayList<>();
    for (long time = Math.ceilDiv(start, spacing) * spacing; time <= end; time += spacing) {
      ticks.add(new Tick(time, Format.clock(Instant.ofEpochMilli(time))));
    }
    return ticks;
  }

  /**
   * How long after an origin: "0:00 … 2:30", "1:00:00" from an hour on.
   *
   * @param origin which may lie before or after the start of the range
   */
  public static List<Tick> elapsed(TimeRange range, Instant origin, int atMost) {
    long spacing = spacing(range, atMost);
    long from = origin.toEpochMilli();
    long before = Math.max(0, range.start().toEpochMilli() - from);
    long first = (before + spacing - 1) / spacing * spacing;
    List<Tick> ticks = new ArrayList<>();
    for (long after = first; from + after <= range.end().toEpochMilli(); after += spacing) {
      ticks.add(new Tick(from + after, elapsed(Duration.ofMillis(after))));
    }
    return ticks;
  }

  /** "0:07", "2:30", "1:00:00". */
  public static String elapsed(Duration time) {
    return time.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            time.toHours(),
            time.toMinutesPart(),
            time.toSecondsPart());
  }

  private static String age(long seconds) {
    if (seconds == 0) {
      return "now";
    }
    return seconds % 60 == 0 ? "−" + seconds / 60 + "m" : "−" + seconds + "s";
  }

  private static long spacing(TimeRange range, int atMost) {
    for (int seconds : SPACINGS_SECONDS) {
      if (range.length().dividedBy(Duration.ofSeconds(seconds)) <= atMost) {
        return 1000L * seconds;
      }
    }
    return range.length().dividedBy(Math.max(1, atMost)).toMillis();
  }
}
