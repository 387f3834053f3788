package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.experiment.balance.Balance;
import switchboard.console.experiment.balance.CounterDeltas;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.fault.DeliveriesOutsideFaults;
import switchboard.console.fault.LatencyObjective;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.PhaseFigures;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

/** What the notes of a run come to. Any thread may call. */
final class RunFigures {
  /** The simulator's lateness covers ten seconds, none of which may be from the end of a ramp. */
  static final Duration CALM = Duration.ofSeconds(12);

  private final DeliveriesOutsideFaults deliveries = new DeliveriesOutsideFaults();
  private final PhaseFigures phases = new PhaseFigures();
  private final CounterDeltas requests = new CounterDeltas();
  private Duration lateness = Duration.ZERO;
  private Optional<LoadStats> newest = Optional.empty();
  private Instant newestAt = Instant.MIN;
  private boolean lost;
  private int connectedPeak;

  /** Takes the next. */
  synchronized void note(RunNote note) {
    switch (note) {
      case RunNote.Began(Instant at, LoadStats users) -> begin(users, at, false);
      case RunNote.Warm(Instant at, LoadStats users) -> begin(users, at, true);
      case RunNote.StepsBegan steps -> phases.endBaseline();
      case RunNote.Looked look ->
          look.users()
              .ifPresent(users -> observe(users, look.judging(), look.usersAt(), look.calm()));
      case RunNote.Counted(Instant at, Map<String, Double> counts, boolean before) -> {
        if (before) {
          requests.leaveOut(counts);
        } else {
          requests.look(counts);
        }
      }
      case RunNote.Settled(Instant at, LoadStats users, List<PendingVerdict> judging) ->
          observe(users, judging, at, false);
      case RunNote.Sampled samples -> {}
      case RunNote.Logged logs -> {}
    }
  }

  private void begin(LoadStats users, Instant at, boolean warm) {
    if (!warm) {
      see(users, at);
    }
    deliveries.begin(users, at);
    phases.begin(users, at, warm);
  }

  /** A ramp is as much a start of cold processes as it is load: its lateness does not count. */
  private void observe(LoadStats users, List<PendingVerdict> judging, Instant at, boolean calm) {
    see(users, at);
    if (calm) {
      users
          .lateness()
          .filter(late -> late.compareTo(lateness) > 0)
          .ifPresent(late -> lateness = late);
    }
    deliveries.observe(users, judging, at);
    phases.observe(users, judging, at);
  }

  private void see(LoadStats users, Instant at) {
    if (!at.isBefore(newestAt)) {
      lost |= newest.isPresent() && !users.continues(newest.get());
      newest = Optional.of(users);
      connectedPeak = Math.max(connectedPeak, users.users().connected());
      newestAt = at;
    }
  }

  /** The users' newest figures. */
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

  /** What was measured in each phase and, after faults, of deliveries outside them. */
  Map<Phase, Population> populations() {
    var all = new EnumMap<Phase, Population>(Phase.class);
    all.putAll(phases.populations());
    deliveries
        .times()
        .ifPresent(
            times ->
                all.put(
                    Phase.OUTSIDE_FAULTS,
                    new Population(0, 0, Optional.empty(), Optional.of(times), Optional.empty())));
    return all;
  }

  /** The figures of each phase. */
  PhaseFigures phases() {
    return phases;
  }

  /** How the requests of the run fell on these replicas. */
  Balance requests(List<String> replicas) {
    return Balance.among(replicas, requests.sinceBeginning());
  }
}
