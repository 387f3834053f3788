package switchboard.console.load;

import java.io.OutputStream;
import java.time.Instant;
import org.HdrHistogram.Histogram;
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
    log.outputStartTime(begun.toEpochMilli());
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

  @Override
  public void close() {
    log.close();
  }
}
