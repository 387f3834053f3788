package switchboard.console.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Draws samples like a few values, with the smoothed bootstrap: a value by chance, and a normal
 * kernel around it (Silverman, "Density Estimation", 1986, 3.4.2 for the kernel's width and 6.4 for
 * the drawing). The kernel's own variance stays in, and values that are all above 0, such as times,
 * are drawn by their logarithms: now and then something disturbs a run, and a few values seldom
 * hold the long upper end that this gives their distribution.
 *
 * <p>Few values tell their variance only roughly. It is drawn, too, from what they leave possible,
 * as for a normal distribution without prior knowledge (Gelman et al., "Bayesian Data Analysis",
 * 3.2). So what is found in a share of such samples is found in that share of all comparisons when
 * each has its own values (the assurance of O'Hagan, Stevens and Campbell, 2005).
 */
final class Drawing {
  private final double[] values;
  private final DoubleUnaryOperator back;
  private final double mean;

  /** Of the kernel. */
  private final double width;

  private final ChiSquaredDistribution possible;

  /**
   * @param sorted two at least, the smallest first
   */
  Drawing(double[] sorted) {
    var positive = sorted[0] > 0;
    values = positive ? Arrays.stream(sorted).map(Math::log).toArray() : sorted;
    back = positive ? Math::exp : DoubleUnaryOperator.identity();
    mean = Arrays.stream(values).average().orElseThrow();
    var variance =
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    width = kernelWidth(Math.sqrt(variance));
    possible = ChiSquaredDistribution.of(values.length - 1.0);
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

  /** By how much the deviations of a population may exceed those of its values. */
  double scale(SplittableRandom random) {
    return Math.sqrt(
        values.length / possible.inverseCumulativeProbability(random.nextDouble(0.001, 1)));
  }

  /** A sample of a population whose deviations are as much larger. */
  double[] sample(int size, double scale, SplittableRandom random) {
    var sample = new double[size];
    for (var i = 0; i < size; i++) {
      var value = values[random.nextInt(values.length)] + width * random.nextGaussian();
      sample[i] = back.applyAsDouble(mean + scale * (value - mean));
    }
    return sample;
  }
}
