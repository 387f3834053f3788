package switchboard.console.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;
import switchboard.console.verdict.Trend;

/**
 * What users did and met in each phase of a run. Built from the differences between statistics
 * taken about once a second: a difference in any part of which a fault was at work is that fault's.
 * Any thread may call.
 */
public final class PhaseFigures {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MEDIAN = 50;

  private final Map<Phase, Population> populations = new EnumMap<>(Phase.class);
  private final List<Trend.Point> throughput = new ArrayList<>();
  private final List<Trend.Point> medians = new ArrayList<>();
  private Optional<LoadStats> last = Optional.empty();
  private Instant begunAt = Instant.EPOCH;
  private Instant lastAt = Instant.EPOCH;
  private boolean warm;
  private boolean faults;
  private boolean accountedFor = true;

  /**
   * Begins afresh: what happened before these figures does not count.
   *
   * @param isWarm whether the warm-up is over, so that the baseline begins
   */
  public synchronized void begin(LoadStats figures, Instant at, boolean isWarm) {
    populations.clear();
    throughput.clear();
    medians.clear();
    last = Optional.of(figures);
    begunAt = at;
    lastAt = at;
    warm = isWarm;
    faults = false;
  }

  /**
   * Takes the next figures.
   *
   * @param judging the faults whose verdict is not out yet
   * @param at when the figures were asked for
   */
  public synchronized void observe(LoadStats figures, List<PendingVerdict> judging, Instant at) {
    accountedFor &= figures.requests().areAccountedFor();
    if (last.isEmpty() || !at.isAfter(lastAt)) {
      return;
    }
    if (figures.continues(last.get())) {
      add(Population.between(last.get(), figures), judging, at);
    }
    last = Optional.of(figures);
    lastAt = at;
  }

  /** Nothing that comes is of the baseline, also without a fault. */
  public synchronized void endBaseline() {
    warm = false;
  }

  private void add(Population some, List<PendingVerdict> judging, Instant at) {
    faults |= judging.stream().anyMatch(each -> each.at().isBefore(at));
    add(Phase.RUN, some);
    if (judging.stream().anyMatch(each -> each.isAtWork(lastAt, at))) {
      add(Phase.FAULT, some);
    } else if (judging.stream().anyMatch(each -> each.at().isBefore(at))) {
      add(Phase.RECOVERY, some);
    } else if (warm && !faults) {
      add(Phase.BASELINE, some);
      sample(some, at);
    }
  }

  private void add(Phase phase, Population some) {
    populations.merge(phase, some, Population::plus);
  }

  private void sample(Population some, Instant at) {
    var second = seconds(Duration.between(begunAt, at));
    throughput.add(
        new Trend.Point(second, some.requests() / seconds(Duration.between(lastAt, at))));
    some.requestTimes()
        .filter(times -> times.count() > 0)
        .ifPresent(times -> medians.add(new Trend.Point(second, seconds(times.at(MEDIAN)))));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }

  /** What was measured in each phase until now. */
  public synchronized Map<Phase, Population> populations() {
    return Map.copyOf(populations);
  }

  /** Whether, in all figures, each request that was issued had an outcome or was in flight. */
  public synchronized boolean requestsAccountedFor() {
    return accountedFor;
  }

  /** How steady the baseline was; empty when it was too short to say. */
  public synchronized Optional<Steadiness> steadiness() {
    return throughput.size() < Trend.MIN_POINTS || medians.size() < Trend.MIN_POINTS
        ? Optional.empty()
        : Optional.of(new Steadiness(Trend.of(throughput), Trend.of(medians)));
  }
}
