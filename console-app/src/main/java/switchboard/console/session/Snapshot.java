package switchboard.console.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.SystemState;
import switchboard.console.session.metrics.MetricsSnapshot;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * Everything that is shown, at one instant; a new one every second.
 *
 * @param connectionProblem see {@link switchboard.console.platform.Platform#connectionProblem}
 * @param plan the load that was asked for last
 * @param load the users' figures; empty while the simulator does not answer
 * @param loadAt when those figures were asked for: they are not older than that
 * @param timeline in order of time
 * @param judging faults whose verdict is not out yet
 * @param verdicts in the order in which they were given
 */
public record Snapshot(
    Instant at,
    SystemState system,
    Optional<String> connectionProblem,
    LoadPlan plan,
    Optional<LoadStats> load,
    Instant loadAt,
    MetricsSnapshot measured,
    List<TimelineEvent> timeline,
    List<PendingVerdict> judging,
    List<Verdict> verdicts) {
  public Snapshot {
    Objects.requireNonNull(at);
    Objects.requireNonNull(system);
    Objects.requireNonNull(connectionProblem);
    Objects.requireNonNull(plan);
    Objects.requireNonNull(load);
    Objects.requireNonNull(loadAt);
    Objects.requireNonNull(measured);
    timeline = List.copyOf(timeline);
    judging = List.copyOf(judging);
    verdicts = List.copyOf(verdicts);
  }
}
