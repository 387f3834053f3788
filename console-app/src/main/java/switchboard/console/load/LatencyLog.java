package switchboard.console.load;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A log of distributions over intervals, as HdrHistogram's own log processor reads it: each line
 * with a tag, times in milliseconds. Not safe for use by several threads.
 */
public final class LatencyLog implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;

  private final HistogramLogWriter log;
  private final Instant begun;

  /** Begins one. */
  public LatencyLog(OutputStream to, Instant begun) {
    this.begun = begun;
    log = new HistogramLogWriter(to);
    log.outputLogFormatVersion();
    // The library's own line has the time of the zone of whoever writes it, too.
    log.outputComment(
        String.format(
            Locale.ROOT,
            "[StartTime: %.3f (seconds since epoch), %s]",
            begun.toEpochMilli() / MILLIS_PER_SECOND,
            begun));
    log.setBaseTime(begun.toEpochMilli());
    log.outputLegend();
  }

  /**
   * Adds an interval; one without samples is left out.
   *
   * @param tag what it is of: "requests"
   */
  public void add(String tag, Instant from, Instant until, Distribution times) {
    if (times.count() > 0) {
      Histogram micros = times.micros();
      micros.setTag(tag);
      micros.setStartTimeStamp(from.toEpochMilli());
      micros.setEndTimeStamp(until.toEpochMilli());
      log.outputIntervalHistogram(
          (from.toEpochMilli() - begun.toEpochMilli()) / MILLIS_PER_SECOND,
          (until.toEpochMilli() - begun.toEpochMilli()) / MILLIS_PER_SECOND,
          micros,
          MICROS_PER_MILLI);
    }
  }

  /**
   * Whether two logs have the same distributions of the same intervals; how they are compressed may
   * differ.
   *
   * @throws RuntimeException when one is no log
   */
  public static boolean isSame(String one, String other) {
    var first = intervals(one);
    var second = intervals(other);
    return first.equals(second);
  }

  /** One interval as it is read. */
  private record Interval(String tag, long from, long until, EncodableHistogram times) {}

  private static List<Interval> intervals(String log) {
    var all = new ArrayList<Interval>();
    try (var reader =
        new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))) {
      while (reader.hasNext()) {
        var next = reader.nextIntervalHistogram();
        all.add(
            new Interval(next.getTag(), next.getStartTimeStamp(), next.getEndTimeStamp(), next));
      }
    }
    return all;
  }

  @Override
  public void close() {
    log.close();
  }
}
