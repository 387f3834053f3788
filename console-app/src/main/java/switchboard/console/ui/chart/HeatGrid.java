package switchboard.console.ui.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.plot.TimeRange;
import switchboard.console.plot.ValueScale;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * A histogram over time: at each instant, how much came per second into each bucket. Buckets are
 * numbered from the lowest.
 */
final class HeatGrid {
  /** So little of what came is the difference of two sums in their last digits, and nothing. */
  private static final double ROUNDING = 1e-9;

  private final PanelData data;
  private final List<Line> cumulative;
  private final double[] bounds;

  private HeatGrid(PanelData data) {
    this.data = data;
    cumulative = data.buckets();
    bounds = cumulative.stream().mapToDouble(line -> bound(line.name())).toArray();
  }

  /** Empty without a histogram. */
  static Optional<HeatGrid> of(PanelData data) {
    return data.buckets().isEmpty() ? Optional.empty() : Optional.of(new HeatGrid(data));
  }

  /** As Prometheus writes it in the label "le". */
  private static double bound(String name) {
    return name.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(name);
  }

  int buckets() {
    return bounds.length;
  }

  /** Where a bucket begins; 0 for the lowest. */
  double from(int bucket) {
    return bucket == 0 ? 0 : bounds[bucket - 1];
  }

  /** Where a bucket ends, itself included; infinite for the last. */
  double to(int bucket) {
    return bounds[bucket];
  }

  /** What came into a bucket alone, per second; NaN for a gap. */
  double rate(int bucket, int instant) {
    double all = cumulative.get(bucket).value(instant);
    double below = bucket == 0 ? 0 : cumulative.get(bucket - 1).value(instant);
    return all - below <= all * ROUNDING ? 0 : all - below;
  }

  /** "5 – 10 ms", "> 10 s". */
  String name(int bucket) {
    if (Double.isInfinite(to(bucket))) {
      return "> " + Format.figure(from(bucket), Unit.SECONDS);
    }
    if (from(bucket) == 0) {
      return upTo(bucket);
    }
    var upper = Format.figure(to(bucket), Unit.SECONDS);
    var lower = Format.figure(from(bucket), Unit.SECONDS);
    return (lower.unit().equals(upper.unit()) ? lower.number() : lower.toString()) + " – " + upper;
  }

  /** "≤ 10 ms": a bucket and those below it. */
  String upTo(int bucket) {
    return "≤ " + Format.figure(to(bucket), Unit.SECONDS);
  }

  /** Each bucket by its name, without what is in those below it. */
  List<Line> lines() {
    return IntStream.range(0, buckets())
        .mapToObj(
            bucket ->
                new Line(
                    name(bucket),
                    IntStream.range(0, data.instants())
                        .mapToDouble(instant -> rate(bucket, instant))
                        .toArray()))
        .toList();
  }

  /**
   * Between what bounds anything came in the range; a bucket without an end counts twice its begin.
   */
  ValueScale.Extent extent(TimeRange range) {
    double lowest = Double.NaN;
    double highest = Double.NaN;
    for (int bucket = 0; bucket < buckets(); bucket++) {
      if (highest(bucket, range) > 0) {
        double end = Double.isInfinite(to(bucket)) ? 2 * from(bucket) : to(bucket);
        lowest = Double.isNaN(lowest) ? from(bucket) > 0 ? from(bucket) : end / 2 : lowest;
        highest = end;
      }
    }
    return new ValueScale.Extent(lowest, highest);
  }

  /** The most that came into any bucket, per second, at any instant of the range; 0 for nothing. */
  double highest(TimeRange range) {
    return IntStream.range(0, buckets()).mapToDouble(each -> highest(each, range)).max().orElse(0);
  }

  private double highest(int bucket, TimeRange range) {
    double highest = 0;
    for (int i : range.indices(data).toArray()) {
      double rate = rate(bucket, i);
      highest = rate > highest ? rate : highest;
    }
    return highest;
  }
}
