package switchboard.console.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.platform.SystemState;
import switchboard.console.session.metrics.MetricsSnapshot;
import switchboard.console.session.timeline.TimelineEvent;

/** What a session saw, for tests that have none. */
public final class Snapshots {
  private Snapshots() {}

  /** The same, with an engine that does not answer. */
  public static Snapshot connectionProblem(Snapshot seen, String reason) {
    return new Snapshot(
        seen.at(),
        seen.system(),
        Optional.of(reason),
        seen.plan(),
        seen.load(),
        seen.loadAt(),
        seen.measured(),
        seen.timeline(),
        seen.judging(),
        seen.verdicts());
  }

  /** The same with these figures of the users. */
  public static Snapshot loaded(Snapshot seen, LoadStats load) {
    return new Snapshot(
        seen.at(),
        seen.system(),
        seen.connectionProblem(),
        seen.plan(),
        Optional.of(load),
        seen.at(),
        seen.measured(),
        seen.timeline(),
        seen.judging(),
        seen.verdicts());
  }

  /** The same with these values of its components. */
  public static Snapshot measured(Snapshot seen, ReadingValues values) {
    return new Snapshot(
        seen.at(),
        seen.system(),
        seen.connectionProblem(),
        seen.plan(),
        seen.load(),
        seen.loadAt(),
        new MetricsSnapshot(
            seen.measured().panels(), seen.measured().readings(), values, seen.measured().alerts()),
        seen.timeline(),
        seen.judging(),
        seen.verdicts());
  }

  /** A system that has stopped, with these verdicts. */
  public static Snapshot judged(Instant at, List<Verdict> verdicts) {
    return new Snapshot(
        at,
        SystemState.STOPPED,
        Optional.empty(),
        LoadPlan.DEFAULT,
        Optional.empty(),
        at,
        MetricsSnapshot.NOTHING,
        List.of(),
        List.of(),
        verdicts);
  }

  /** A system of which nothing was measured. */
  public static Snapshot of(
      Instant at, SystemState system, List<TimelineEvent> timeline, List<PendingVerdict> judging) {
    return new Snapshot(
        at,
        system,
        Optional.empty(),
        LoadPlan.DEFAULT,
        Optional.empty(),
        at,
        MetricsSnapshot.NOTHING,
        timeline,
        judging,
        List.of());
  }
}
