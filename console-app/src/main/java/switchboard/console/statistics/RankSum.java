package switchboard.console.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * The exact distribution of a rank sum when both samples come from one population: of all ways to
 * deal the ranks to the samples, how many give each sum. Values that are equal have the mean of
 * their ranks, and the distribution is that of the ranks as they are, so that ties make it no less
 * exact. Sources: Wilcoxon (1945) and Mann and Whitney (1947) for the test; Streitberg and Röhmel
 * (1986), "Exact distributions for permutation and rank tests", for the way of counting.
 */
final class RankSum {
  /** Means of ranks are halves. */
  private static final int HALVES = 2;

  /** How likely each doubled sum is. */
  private final double[] chances;

  private RankSum(int[] doubledRanks, int size) {
    var total = Arrays.stream(doubledRanks).sum();
    // Of how many ranks, with which sum.
    var ways = new double[size + 1][total + 1];
    ways[0][0] = 1;
    for (var rank : doubledRanks) {
      for (var count = size; count >= 1; count--) {
        for (var sum = total; sum >= rank; sum--) {
          ways[count][sum] += ways[count - 1][sum - rank];
        }
      }
    }
    var all = Arrays.stream(ways[size]).sum();
    chances = Arrays.stream(ways[size]).map(each -> each / all).toArray();
  }

  /** Of samples without equal values. */
  static RankSum withoutTies(int first, int second) {
    var ranks = new int[first + second];
    Arrays.setAll(ranks, i -> HALVES * (i + 1));
    return new RankSum(ranks, second);
  }

  /**
   * How likely samples of one population are to lie as far apart as these, in either direction: the
   * two-sided p value, twice the smaller tail.
   */
  static double chance(double[] first, double[] second) {
    var ranks =
        Arrays.stream(
                new NaturalRanking(TiesStrategy.AVERAGE)
                    .apply(
                        DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray()))
            .mapToInt(rank -> (int) Math.round(HALVES * rank))
            .toArray();
    var sum = Arrays.stream(ranks).skip(first.length).sum();
    var distribution = new RankSum(ranks, second.length);
    return Math.min(1, 2 * Math.min(distribution.upTo(sum), distribution.from(sum)));
  }

  private double upTo(int sum) {
    return Arrays.stream(chances, 0, sum + 1).sum();
  }

  private double from(int sum) {
    return Arrays.stream(chances, sum, chances.length).sum();
  }

  /**
   * How many of the differences between the samples, from either end, are outside an interval of
   * this confidence: the largest count whose two tails together are no likelier than what is left.
   *
   * @return the count, and the confidence that the interval has; no count when even the interval
   *     between the outermost differences has less
   */
  static Tail tail(int first, int second, double confidence) {
    var distribution = withoutTies(first, second);
    var least = second * (second + 1);
    var count = 0;
    var outside = 0.0;
    while (count < first * second) {
      var more = outside + 2 * distribution.chances[least + HALVES * count];
      // A sum of fractions misses a round one by a hair.
      if (more > 1 - confidence + 1e-12) {
        break;
      }
      outside = more;
      count++;
    }
    return new Tail(count, 1 - outside);
  }

  /**
   * What an interval leaves out.
   *
   * @param count of differences at either end; 0 when there is no interval of the confidence
   * @param confidence that it has
   */
  record Tail(int count, double confidence) {}
}
