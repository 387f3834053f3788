package switchboard.console.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * How far the values of equal runs lie apart, and how large a difference has to be to be seen in
 * spite of that.
 *
 * <p>The smallest visible difference is found by simulation. Pairs of equal samples are drawn from
 * the values, with the smoothed bootstrap: a value by chance, its distance from the mean widened to
 * the variance that a sample of this size has in its population, and a normal kernel around it
 * (Silverman, "Density Estimation", 1986, 3.4.2 for the kernel's width and 6.4 for the drawing;
 * with the kernel's own variance left in, because few values tell theirs only roughly). Of each
 * pair the exact interval says how much would have to be added to one sample for the test to find
 * it; the difference that is enough in {@value #POWER_PERCENT} % of the pairs is visible.
 */
public final class Noise {
  /** In how many of 100 comparisons the smallest visible difference is found. */
  public static final int POWER_PERCENT = 80;

  /** The standard error of a share of 80 % is 0.9 percentage points then. */
  private static final int PAIRS = 2_000;

  /** Equal values give equal answers, in every report. */
  private static final long SEED = 19;

  private final double[] values;

  /**
   * @param values of equal runs, two at least
   */
  public Noise(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("One value has no noise");
    }
    this.values = Arrays.stream(values).sorted().toArray();
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
      var differences = Shift.differences(drawn(runs, random), drawn(runs, random));
      // Added to every value of the second, it lifts the interval's lower bound to 0.
      needed[pair] = -differences[tail.count() - 1];
    }
    Arrays.sort(needed);
    return OptionalDouble.of(Math.max(0, needed[PAIRS * POWER_PERCENT / 100]));
  }

  private double[] drawn(int size, SplittableRandom random) {
    var mean = Arrays.stream(values).average().orElseThrow();
    var deviation = deviation(mean);
    var widened = Math.sqrt(values.length / (values.length - 1.0));
    var width = kernelWidth(deviation);
    var sample = new double[size];
    for (var i = 0; i < size; i++) {
      sample[i] =
          mean
              + widened * (values[random.nextInt(values.length)] - mean)
              + width * random.nextGaussian();
    }
    return sample;
  }

  private double deviation(double mean) {
    return Math.sqrt(
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
            / (values.length - 1));
  }

  /** 0.9 of the smaller of two measures of spread, by n to the power of −1/5. */
  private double kernelWidth(double deviation) {
    var quartiles = quantile(0.75) - quantile(0.25);
    var spread = quartiles > 0 ? Math.min(deviation, quartiles / 1.34) : deviation;
    return 0.9 * spread * Math.pow(values.length, -0.2);
  }

  /** Between the values, as most programs do it: Hyndman and Fan (1996), definition 7. */
  private double quantile(double share) {
    var at = share * (values.length - 1);
    var below = (int) at;
    var above = Math.min(below + 1, values.length - 1);
    return values[below] + (at - below) * (values[above] - values[below]);
  }
}
