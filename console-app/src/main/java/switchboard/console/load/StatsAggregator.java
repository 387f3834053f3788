package switchboard.console.load;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.LoadStats.Users;
import switchboard.console.load.LoadStats.Windows;

/**
 * Aggregates the figures of several simulators. Each keeps accounts of its own rooms, so counts are
 * added up, and distributions too; how late they were is that of the latest.
 */
final class StatsAggregator {
  private StatsAggregator() {}

  /**
   * The figures together.
   *
   * @param all of each simulator, not empty; with histograms, when there are several
   * @param connectedPeak the most users that were seen connected at one time; the peaks of the
   *     simulators may have been at different ones
   */
  static LoadStats of(List<LoadStats> all, int connectedPeak) {
    return new LoadStats(
        all.stream().map(LoadStats::at).max(Comparator.naturalOrder()).orElseThrow(),
        String.join(LoadStats.AND, all.stream().map(LoadStats::startedAt).toList()),
        new Users(
            (int) sum(all, each -> each.users().wanted()),
            (int) sum(all, each -> each.users().connected()),
            connectedPeak,
            sumIfKnown(all, each -> each.users().disconnectedSeconds(), Double::sum)),
        new Requests(
            sum(all, each -> each.requests().total()),
            sum(all, each -> each.requests().failed()),
            sum(all, each -> each.requests().inFlight()),
            sumIfKnown(all, each -> each.requests().issued(), Long::sum),
            sumIfKnown(all, each -> each.requests().dropped(), Long::sum)),
        messages(all.stream().map(LoadStats::messages).toList()),
        sum(all, LoadStats::reconnects),
        sumIfKnown(all, LoadStats::historyResets, Long::sum),
        PercentileMerger.together(windows(all, LoadStats::latencyMillis)),
        PercentileMerger.together(windows(all, LoadStats::deliveryMillis)),
        PercentileMerger.worst(windows(all, LoadStats::latenessMillis)),
        PercentileMerger.together(windows(all, LoadStats::reconnectMillis)),
        all.stream().allMatch(LoadStats::settled),
        all.stream().map(LoadStats::lastFailure).filter(Objects::nonNull).findFirst().orElse(null));
  }

  private static Messages messages(List<Messages> all) {
    return new Messages(
        sum(all, Messages::sent),
        sum(all, Messages::acknowledged),
        sumIfKnown(all, Messages::owed, Long::sum),
        sum(all, Messages::delivered),
        sum(all, Messages::lost),
        sum(all, Messages::duplicated),
        sum(all, Messages::reordered),
        sumIfKnown(all, Messages::renumbered, Long::sum),
        sumIfKnown(all, Messages::undelivered, Long::sum),
        sumIfKnown(all, Messages::abandoned, Long::sum),
        sum(all, Messages::pending),
        sumIfKnown(all, Messages::wrongPages, Long::sum));
  }

  private static <T> long sum(List<T> all, ToLongFunction<T> count) {
    return all.stream().mapToLong(count).sum();
  }

  /** Null, for not known, when one of them does not count it. */
  private static <T, N> N sumIfKnown(
      List<T> all, Function<T, N> count, BinaryOperator<N> together) {
    var counts = all.stream().map(count).toList();
    return counts.stream().anyMatch(Objects::isNull)
        ? null
        : counts.stream().reduce(together).orElseThrow();
  }

  /** Those of the simulators that measure it. */
  private static List<Windows> windows(List<LoadStats> all, Function<LoadStats, Windows> which) {
    return all.stream().map(which).filter(Objects::nonNull).toList();
  }
}
