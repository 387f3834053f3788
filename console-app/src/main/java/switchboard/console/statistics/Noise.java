package switchboard.console.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * How far the values of equal runs lie apart, and how large a difference has to be to be seen in
 * spite of that.
 *
 * <p>The smallest visible difference is found by simulation: pairs of equal samples are drawn like
 * the values ({@link Drawing}). Of each pair the exact interval says how much would have to be
 * added to one sample for the test to find it; the difference that is enough in {@value
 * #POWER_PERCENT} % of the pairs is visible.
 */
public final class Noise {
  /**
   * In how many of 100 comparisons the smallest visible difference is found. Above the 80 that are
   * usual (Cohen, "Statistical Power Analysis", 1988, 2.4), because ten runs do not always show how
   * uneven further ones are.
   */
  public static final int POWER_PERCENT = 85;

  /** The standard error of a share of 85 % is 1.1 percentage points then. */
  private static final int PAIRS = 1_000;

  /** Equal values give equal answers, in every report. */
  private static final long SEED = 19;

  private final double[] values;
  private final Drawing drawing;

  /**
   * @param values of equal runs, two at least
   */
  public Noise(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("One value has no noise");
    }
    this.values = Arrays.stream(values).sorted().toArray();
    drawing = new Drawing(this.values);
  }

  public double median() {
    return Samples.medianOfSorted(values);
  }

  /** The smallest value. */
  public double low() {
    return values[0];
  }

  /** The largest value. */
  public double high() {
    return values[values.length - 1];
  }

  /**
   * How many of 100 further runs lie between {@link #low} and {@link #high}, on average, whatever
   * their distribution: (n − 1) / (n + 1). Source: Wilks (1941), "Determination of sample sizes for
   * setting tolerance limits".
   */
  public double coveragePercent() {
    return 100.0 * (values.length - 1) / (values.length + 1);
  }

  /**
   * The smallest difference that a comparison finds in {@value #POWER_PERCENT} % of all cases.
   *
   * @param runs on each side
   * @param confidence of the test that is to find it, above 0 and below 1
   * @return empty when so few runs can find nothing with this confidence
   */
  public OptionalDouble visible(int runs, double confidence) {
    var tail = RankSum.tail(runs, runs, confidence);
    if (tail.count() == 0) {
      return OptionalDouble.empty();
    }
    var random = new SplittableRandom(SEED);
    var needed = new double[PAIRS];
    for (var pair = 0; pair < PAIRS; pair++) {
      var scale = drawing.scale(random);
      var first = drawing.sample(runs, scale, random);
      var differences = Shift.differences(first, drawing.sample(runs, scale, random));
      // Added to every value of the second, it lifts the interval's lower bound to 0.
      needed[pair] = -differences[tail.count() - 1];
    }
    Arrays.sort(needed);
    return OptionalDouble.of(Math.max(0, needed[PAIRS * POWER_PERCENT / 100]));
  }
}
