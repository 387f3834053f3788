package switchboard.console.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * By how much the values of one sample are above those of another, whatever the shape that both
 * have. The estimate is the median of all differences between a value of the second and one of the
 * first (Hodges and Lehmann, 1963); the interval lies between two of these differences, chosen by
 * the exact distribution of the rank sum (Hollander, Wolfe and Chicken, "Nonparametric Statistical
 * Methods", 3rd edition, 4.2 and 4.3). With equal values the closed interval has at least its
 * confidence (Noether, 1967).
 *
 * @param estimate below 0 when the second sample's values are lower
 * @param low the interval's lower bound
 * @param high its upper bound
 * @param confidence that the interval has, no less than was asked for, 0 to 1
 * @param chance that samples of one population differ as much (two-sided p value), 0 to 1
 * @param direction below 0 when the second sample's ranks are lower than those of one population
 *     are on average, above 0 when they are higher; with many equal values also where the estimate
 *     is 0
 */
public record Shift(
    double estimate, double low, double high, double confidence, double chance, int direction) {

  /**
   * The shift from one sample to another.
   *
   * @param confidence of the interval, above 0 and below 1
   * @return empty when the samples are too small for an interval of this confidence
   */
  public static Optional<Shift> between(double[] first, double[] second, double confidence) {
    var tail = RankSum.tail(first.length, second.length, confidence);
    if (tail.count() == 0) {
      return Optional.empty();
    }
    var differences = differences(first, second);
    return Optional.of(
        new Shift(
            Samples.medianOfSorted(differences),
            differences[tail.count() - 1],
            differences[differences.length - tail.count()],
            tail.confidence(),
            RankSum.chance(first, second),
            direction(differences)));
  }

  /**
   * Half of how many more differences are above 0 than below it is how far the rank sum is above
   * its mean (Mann and Whitney, 1947).
   */
  private static int direction(double... differences) {
    return (int) Math.signum(Arrays.stream(differences).map(Math::signum).sum());
  }

  /** Half of the interval's length. */
  public double halfWidth() {
    return (high - low) / 2;
  }

  /** All, the smallest first. */
  static double[] differences(double[] first, double[] second) {
    return Arrays.stream(second)
        .flatMap(value -> Arrays.stream(first).map(other -> value - other))
        .sorted()
        .toArray();
  }
}
