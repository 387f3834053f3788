package switchboard.console.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import switchboard.console.load.LoadStats.Percentiles;

/** A distribution of durations, accurate to 1 %. Immutable. */
public final class Distribution {
  /** Of nothing. */
  public static final Distribution NONE = new Distribution(empty());

  private static final double MICROS_PER_MILLI = 1_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final int DIGITS = 2;

  private final Histogram micros;

  private Distribution(Histogram micros) {
    this.micros = micros;
  }

  private static Histogram empty() {
    var histogram = new Histogram(DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }

  /**
   * The distribution as a simulator reports it.
   *
   * @return empty when it counted some without saying how long they took
   * @throws IllegalArgumentException when its histogram cannot be read
   */
  public static Optional<Distribution> of(Percentiles told) {
    if (told.count() == 0) {
      return Optional.of(NONE);
    }
    return Optional.ofNullable(told.histogram()).map(Distribution::decoded);
  }

  /**
   * One that was {@link #encoded}.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  public static Distribution decoded(String base64) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      return new Distribution(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("A simulator's histogram cannot be read", e);
    }
  }

  /** Both together. */
  public Distribution plus(Distribution other) {
    var sum = empty();
    sum.add(micros);
    sum.add(other.micros);
    return new Distribution(sum);
  }

  /**
   * What has come since.
   *
   * @throws IllegalArgumentException when not all of the earlier ones are in these
   */
  public Distribution minus(Distribution earlier) {
    var rest = empty();
    rest.add(micros);
    try {
      rest.subtract(earlier.micros);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("Earlier ones are missing", e);
    }
    return new Distribution(rest);
  }

  /** How many they are. */
  public long count() {
    return micros.getTotalCount();
  }

  /**
   * The time within which a given share was completed; of one sample at least.
   *
   * @param percentile above 0, up to 100
   */
  public Duration at(double percentile) {
    return Duration.ofNanos(
        NANOS_PER_MICRO * Math.min(micros.getValueAtPercentile(percentile), micros.getMaxValue()));
  }

  /** How many took longer; those that cannot be told from the limit count, so none is missed. */
  public long countAbove(Duration limit) {
    var highest = limit.toNanos() / NANOS_PER_MICRO;
    var below =
        micros.highestEquivalentValue(highest) > highest
            ? micros.lowestEquivalentValue(highest) - 1
            : highest;
    return count() - (below < 0 ? 0 : micros.getCountBetweenValues(0, below));
  }

  /** A copy, in microseconds. */
  Histogram micros() {
    return micros.copy();
  }

  /** As a simulator reports it, with its histogram. */
  Percentiles told() {
    return count() == 0
        ? Percentiles.unknown(0)
        : new Percentiles(
            count(),
            millis(50),
            millis(90),
            millis(95),
            millis(99),
            millis(99.9),
            micros.getMaxValue() / MICROS_PER_MILLI,
            encoded());
  }

  private double millis(double percentile) {
    return Math.min(micros.getValueAtPercentile(percentile), micros.getMaxValue())
        / MICROS_PER_MILLI;
  }

  /** A histogram of microseconds, in HdrHistogram's compressed encoding and Base64. */
  public String encoded() {
    var bytes = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
    var length = micros.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }
}
