package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import switchboard.console.fault.DeliveriesOutsideFaults;
import switchboard.console.fault.LatencyObjective;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.PhaseFigures;
import switchboard.console.load.LoadStats;

/** What is seen of the users in the course of a run. Any thread may call. */
final class UserFigures {
  /** The simulator's lateness covers ten seconds, none of which may be from the end of a ramp. */
  static final Duration CALM = Duration.ofSeconds(12);

  private final DeliveriesOutsideFaults deliveries = new DeliveriesOutsideFaults();
  private final PhaseFigures phases = new PhaseFigures();
  private Duration lateness = Duration.ZERO;
  private Optional<LoadStats> newest = Optional.empty();
  private Instant newestAt = Instant.MIN;
  private boolean lost;
  private int connectedPeak;

  /** The load has begun. */
  void begin(LoadStats figures, Instant at) {
    see(figures, at);
    deliveries.begin(figures, at);
    phases.begin(figures, at, false);
  }

  /** The warm-up is over: times count from here on. */
  void measure(LoadStats marked, Instant at) {
    deliveries.begin(marked, at);
    phases.begin(marked, at, true);
  }

  /**
   * Takes the next figures.
   *
   * @param judging the faults whose verdict is not out yet
   * @param at when the figures were asked for
   * @param calm whether the simulator's lateness is of a time in which no users joined: a ramp is
   *     as much a start of cold processes as it is load
   */
  void observe(LoadStats figures, List<PendingVerdict> judging, Instant at, boolean calm) {
    see(figures, at);
    if (calm) {
      figures.lateness().ifPresent(this::late);
    }
    deliveries.observe(figures, judging, at);
    phases.observe(figures, judging, at);
  }

  /** The first step is taken: what comes is no baseline any more. */
  void stepsBegin() {
    phases.endBaseline();
  }

  private synchronized void see(LoadStats figures, Instant at) {
    if (!at.isBefore(newestAt)) {
      lost |= newest.isPresent() && !figures.continues(newest.get());
      newest = Optional.of(figures);
      connectedPeak = Math.max(connectedPeak, figures.users().connected());
      newestAt = at;
    }
  }

  private synchronized void late(Duration time) {
    lateness = time.compareTo(lateness) > 0 ? time : lateness;
  }

  /** The newest figures. */
  synchronized Optional<LoadStats> newest() {
    return newest;
  }

  /** How many users were seen connected at most. */
  synchronized int connectedPeak() {
    return connectedPeak;
  }

  /** Whether something that was counted is missing in later figures. */
  synchronized boolean lost() {
    return lost;
  }

  /** How late the simulator was at most in calm times. */
  synchronized Duration lateness() {
    return lateness;
  }

  /** How quick deliveries were outside faults. */
  LatencyObjective.Judged deliveries() {
    return deliveries.judge(LatencyObjective.DEFAULT);
  }

  /** The figures of each phase. */
  PhaseFigures phases() {
    return phases;
  }
}
