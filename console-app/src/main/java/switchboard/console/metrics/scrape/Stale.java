package switchboard.console.metrics.scrape;

/**
 * The mark "this series ended here", written as a sample. Prometheus keeps it as one particular NaN
 * so that a real NaN stays a value; so does this, with a quiet NaN, whose bits the JVM keeps on
 * every processor. Source: Prometheus, {@code model/value/value.go}.
 */
public final class Stale {
  public static final double MARK = Double.longBitsToDouble(0x7ff8_0000_0000_0002L);

  private static final long BITS = 0x7ff8_0000_0000_0002L;

  private Stale() {}

  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
