package switchboard.console.sweep;

import java.util.List;
import java.util.Optional;
import switchboard.console.platform.Limits;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * What a right-sizer says that reads usage alone: for CPU the 95th percentile, for memory the
 * maximum and 15 % of it. That is the "simple" strategy of Robusta KRR with its default settings
 * (github.com/robusta-dev/krr, README, "Algorithm"), which never recommends less than 10 millicores
 * and 100 MiB. It recommends the CPU as a request, without a limit; here it is tried as the limit.
 *
 * @param basis whose usage was read
 * @param said what it says, to the hundredth of a core and to the MiB, rounded up
 * @param tried the same within what the platform can set
 */
public record Advice(Configuration basis, Limits said, Configuration tried) {
  /** As the reader of a result names it. */
  public static final String RULE =
      "CPU: 95th percentile of use; memory: maximum + 15 % (the simple strategy of Robusta KRR)";

  private static final double MEMORY_BUFFER = 1.15;
  private static final double MIN_CORES = 0.01;
  private static final double MEBIBYTE = 1 << 20;
  private static final double MIN_MEBIBYTES = 100;
  private static final double HUNDREDTHS = 100;
  private static final double MILLIS_PER_SECOND = 1e3;

  /**
   * From the usage of the largest configuration that was measured with users: who sizes by usage
   * begins with too much.
   *
   * @param range that the platform can set
   */
  static Optional<Advice> of(Configuration largest, List<SweepTrial> trials, Limits.Range range) {
    return trials.stream()
        .filter(each -> each.configuration().equals(largest))
        .filter(
            each ->
                each.figures().cpuP95Cores() != null && each.figures().memoryPeakBytes() != null)
        .findFirst()
        .map(each -> of(each, range));
  }

  private static Advice of(SweepTrial basis, Limits.Range range) {
    var cores =
        Math.max(MIN_CORES, Math.ceil(basis.figures().cpuP95Cores() * HUNDREDTHS) / HUNDREDTHS);
    var mebibytes =
        Math.max(
            MIN_MEBIBYTES, Math.ceil(basis.figures().memoryPeakBytes() * MEMORY_BUFFER / MEBIBYTE));
    var said = new Limits(cores, Math.round(mebibytes * MEBIBYTE));
    var tried =
        new Limits(
            Math.clamp(said.cpus(), range.least().cpus(), range.most().cpus()),
            Math.clamp(
                said.memoryBytes(), range.least().memoryBytes(), range.most().memoryBytes()));
    return new Advice(
        basis.configuration(), said, new Configuration(basis.configuration().replicas(), tried));
  }

  /** What came of it where it was tried; empty when it was not. */
  public Optional<String> measured(List<Point> points) {
    return points.stream()
        .filter(each -> each.configuration().equals(tried))
        .findFirst()
        .map(
            each ->
                each.configuration().text()
                    + ": "
                    + each.result()
                    + start(each)
                    + (each.limitedBy().isEmpty() ? "" : ", limited by " + each.limitedBy()));
  }

  private static String start(Point point) {
    var seconds = point.median(Figures::startSeconds);
    var p99 = point.median(Figures::deliveryP99Millis);
    return (Double.isNaN(seconds) ? "" : ", ready after " + Format.figure(seconds, Unit.SECONDS))
        + (Double.isNaN(p99)
            ? ""
            : ", delivery p99 " + Format.figure(p99 / MILLIS_PER_SECOND, Unit.SECONDS));
  }
}
