package switchboard.console.ui.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import switchboard.console.text.Format;

/** Where the time axis has its labels, at milliseconds since the epoch. */
final class TimeTicks {
  private static final int[] SPACINGS_SECONDS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800};

  private TimeTicks() {}

  /** Ages: "−15m … now". */
  static List<PlotAxis.Tick> live(TimeRange range, int atMost) {
    long spacing = spacing(range, atMost);
    long end = range.end().toEpochMilli();
    List<PlotAxis.Tick> ticks = new ArrayList<>();
    for (long age = range.length().toMillis() / spacing * spacing; age >= 0; age -= spacing) {
      ticks.add(new PlotAxis.Tick(end - age, age(age / 1000)));
    }
    return ticks;
  }

  /** Times of day, for a range that stands still. */
  static List<PlotAxis.Tick> clock(TimeRange range, int atMost) {
    long spacing = spacing(range, atMost);
    long start = range.start().toEpochMilli();
    long end = range.end().toEpochMilli();
    List<PlotAxis.Tick> ticks = new ArrayList<>();
    for (long time = Math.ceilDiv(start, spacing) * spacing; time <= end; time += spacing) {
      ticks.add(new PlotAxis.Tick(time, Format.clock(Instant.ofEpochMilli(time))));
    }
    return ticks;
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
