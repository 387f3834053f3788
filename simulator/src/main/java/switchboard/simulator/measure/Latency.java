package switchboard.simulator.measure;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A latency distribution since the start, since a mark, and for the last ten seconds. The latter is
 * ten histograms of a second each, so it reaches back nine to ten seconds. Confined to the event
 * loop; its size does not depend on the load.
 */
public final class Latency {
  private static final int SECONDS = 10;
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 2;

  private final Histogram sinceStart = histogram();
  private final Histogram sinceMark = histogram();
  private final Histogram[] recent = new Histogram[SECONDS];
  private int current;

  public Latency() {
    for (int i = 0; i < SECONDS; i++) {
      recent[i] = histogram();
    }
  }

  private static Histogram histogram() {
    return new Histogram(1, HIGHEST_MICROS, DIGITS);
  }

  /** Times below a microsecond or above ten minutes count as these. */
  public void record(long nanos) {
    long micros = Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 1, HIGHEST_MICROS);
    sinceStart.recordValue(micros);
    sinceMark.recordValue(micros);
    recent[current].recordValue(micros);
  }

  /** Resets {@link #sinceMark}. */
  public void mark() {
    sinceMark.reset();
  }

  /** Forgets the oldest second; to be called every second. */
  public void rotate() {
    current = (current + 1) % SECONDS;
    recent[current].reset();
  }

  public Percentiles sinceStart() {
    return Percentiles.of(sinceStart);
  }

  /**
   * The figures since the start.
   *
   * @param histogram see {@link #toJson}
   */
  public JsonObject sinceStart(boolean histogram) {
    return json(sinceStart, histogram);
  }

  /** Since the last {@link #mark}, or since the start when there was none. */
  public Percentiles sinceMark() {
    return Percentiles.of(sinceMark);
  }

  public Percentiles last10s() {
    return Percentiles.of(recently());
  }

  private Histogram recently() {
    var sum = histogram();
    for (var second : recent) {
      if (second.getTotalCount() > 0) {
        sum.add(second);
      }
    }
    return sum;
  }

  /**
   * The figures over all three times.
   *
   * @param histograms whether each comes with its histogram of microseconds, in HdrHistogram's
   *     compressed encoding and Base64, so that those of several simulators can be added up
   */
  public JsonObject toJson(boolean histograms) {
    return new JsonObject()
        .put("sinceStart", json(sinceStart, histograms))
        .put("sinceMark", json(sinceMark, histograms))
        .put("last10s", json(recently(), histograms));
  }

  private static JsonObject json(Histogram micros, boolean histograms) {
    var json = Percentiles.of(micros).toJson();
    return histograms && micros.getTotalCount() > 0 ? json.put("histogram", encoded(micros)) : json;
  }

  private static String encoded(Histogram micros) {
    var bytes = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
    int length = micros.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }
}
