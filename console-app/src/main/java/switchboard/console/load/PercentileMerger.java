package switchboard.console.load;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.load.LoadStats.Windows;

/** Merges the distributions of several simulators. */
final class PercentileMerger {
  private PercentileMerger() {}

  /**
   * The percentiles of everything that was measured anywhere, from the histograms.
   *
   * @param all may be empty when it is not measured: then the result is null
   */
  static Windows together(List<Windows> all) {
    return windows(all, PercentileMerger::added);
  }

  /** The largest of each percentile: that of the simulator that fares worst. */
  static Windows worst(List<Windows> all) {
    return windows(all, PercentileMerger::largest);
  }

  private static Windows windows(
      List<Windows> all, Function<List<Percentiles>, Percentiles> merged) {
    return all.isEmpty()
        ? null
        : new Windows(
            merged.apply(all.stream().map(Windows::sinceStart).toList()),
            merged.apply(all.stream().map(Windows::sinceMark).toList()),
            merged.apply(all.stream().map(Windows::last10s).toList()));
  }

  private static Percentiles added(List<Percentiles> all) {
    var counted = counted(all);
    if (counted.isEmpty() || counted.stream().anyMatch(each -> each.histogram() == null)) {
      // Without every part nothing is known of the whole but how many there were.
      return Percentiles.unknown(count(all));
    }
    return counted.stream()
        .map(each -> Distribution.of(each).orElseThrow())
        .reduce(Distribution.NONE, Distribution::plus)
        .told();
  }

  private static Percentiles largest(List<Percentiles> all) {
    var counted = counted(all);
    return counted.isEmpty()
        ? Percentiles.unknown(0)
        : new Percentiles(
            count(all),
            largest(counted, Percentiles::p50),
            largest(counted, Percentiles::p90),
            largest(counted, Percentiles::p95),
            largest(counted, Percentiles::p99),
            largest(counted, Percentiles::p999),
            largest(counted, Percentiles::max));
  }

  private static double largest(List<Percentiles> all, ToDoubleFunction<Percentiles> which) {
    return all.stream().mapToDouble(which).max().orElseThrow();
  }

  private static List<Percentiles> counted(List<Percentiles> all) {
    return all.stream().filter(Objects::nonNull).filter(each -> each.count() > 0).toList();
  }

  private static long count(List<Percentiles> all) {
    return all.stream().filter(Objects::nonNull).mapToLong(Percentiles::count).sum();
  }
}
