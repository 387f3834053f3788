package switchboard.console.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a series of values rises or falls. Sources: Mann (1945) and Kendall (1975) for the test,
 * with the correction for ties and for continuity; Sen (1968) for the slope, the median of the
 * slopes between all pairs.
 *
 * @param chance that a series without a trend looks like this, 0 to 1 (two-sided p value)
 * @param percentPerMinute by how much it changes in a minute, in percent of its median
 */
public record Trend(double chance, double percentPerMinute) {
  /** A sample each second: fewer show nothing. */
  public static final int MIN_POINTS = 10;

  /** All pairs are compared: of more samples the means of equal groups are. */
  private static final int MAX_POINTS = 600;

  private static final double UNLIKELY = 0.05;
  private static final double STEADY_PERCENT_PER_MINUTE = 2;
  private static final double SECONDS_PER_MINUTE = 60;

  /**
   * A sample.
   *
   * @param second when, from any moment on
   */
  public record Point(double second, double value) {}

  /** Whether it shows no trend, or one that does not matter. */
  public boolean isSteady() {
    return chance > UNLIKELY || Math.abs(percentPerMinute) < STEADY_PERCENT_PER_MINUTE;
  }

  /**
   * The trend of a series.
   *
   * @param series by time, at least {@value #MIN_POINTS} points
   */
  public static Trend of(List<Point> series) {
    if (series.size() < MIN_POINTS) {
      throw new IllegalArgumentException(series.size() + " points show no trend");
    }
    var points = grouped(series);
    var rises = 0;
    var slopes = new ArrayList<Double>();
    for (var i = 0; i < points.size(); i++) {
      for (var j = i + 1; j < points.size(); j++) {
        var first = points.get(i);
        var later = points.get(j);
        rises += Integer.signum(Double.compare(later.value(), first.value()));
        slopes.add((later.value() - first.value()) / (later.second() - first.second()));
      }
    }
    var median = median(points.stream().map(Point::value).toList());
    var slope = median(slopes) * SECONDS_PER_MINUTE;
    return new Trend(chance(rises, points), median == 0 ? 0 : 100 * slope / median);
  }

  private static double chance(int rises, List<Point> points) {
    var ties = new TreeMap<Double, Integer>();
    points.forEach(point -> ties.merge(point.value(), 1, Integer::sum));
    var variance =
        (spread(points.size()) - ties.values().stream().mapToDouble(Trend::spread).sum()) / 18;
    if (rises == 0 || variance <= 0) {
      return 1;
    }
    var score = (Math.abs(rises) - 1) / Math.sqrt(variance);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(score);
  }

  private static double spread(int count) {
    return count * (count - 1.0) * (2.0 * count + 5);
  }

  private static List<Point> grouped(List<Point> series) {
    var size = (series.size() + MAX_POINTS - 1) / MAX_POINTS;
    return IntStream.range(0, series.size() / size)
        .mapToObj(group -> mean(series.subList(group * size, (group + 1) * size)))
        .toList();
  }

  private static Point mean(List<Point> some) {
    return new Point(
        some.stream().mapToDouble(Point::second).average().orElseThrow(),
        some.stream().mapToDouble(Point::value).average().orElseThrow());
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
