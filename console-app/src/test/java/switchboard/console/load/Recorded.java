package switchboard.console.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.load.LoadStats.Windows;

/** Distributions as a simulator reports them. */
final class Recorded {
  private static final long HIGHEST_MICROS = 600_000_000;

  private Recorded() {}

  static Percentiles micros(long... values) {
    var histogram = new Histogram(1, HIGHEST_MICROS, 2);
    Arrays.stream(values).forEach(histogram::recordValue);
    var bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    var length = histogram.encodeIntoCompressedByteBuffer(bytes);
    var encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    return new Percentiles(
        values.length,
        at(histogram, 50),
        at(histogram, 90),
        at(histogram, 95),
        at(histogram, 99),
        at(histogram, 99.9),
        histogram.getMaxValue() / 1e3,
        encoded);
  }

  private static double at(Histogram histogram, double percentile) {
    return Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue()) / 1e3;
  }

  static Windows all(long... values) {
    return new Windows(micros(values), micros(values), micros(values));
  }
}
