package switchboard.console.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadStats;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.session.TimelineEvent;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

/**
 * What a run, or a session until now, leaves for its report, beside its result.
 *
 * @param stats the users' last figures, which the result was made of
 * @param populations what users did and met in each phase
 * @param verdicts of its faults, in the order in which they were given
 * @param judgedAt when each of them was given; of one that was never seen, there is none
 * @param instances as they were last, while the system ran
 * @param panels what the cockpit's charts showed, from the load's start; empty when nothing was
 *     measured
 * @param session of what it is when it is no run's; empty for a run
 */
public record RunRecord(
    Experiment experiment,
    RunResult result,
    Place place,
    Moments moments,
    LoadStats stats,
    Map<Phase, Population> populations,
    List<Verdict> verdicts,
    List<Instant> judgedAt,
    List<Instance> instances,
    List<PanelData> panels,
    List<TimelineEvent> timeline,
    Optional<OfSession> session) {
  public RunRecord {
    Objects.requireNonNull(experiment);
    Objects.requireNonNull(result);
    Objects.requireNonNull(place);
    Objects.requireNonNull(moments);
    Objects.requireNonNull(stats);
    populations = Map.copyOf(populations);
    verdicts = List.copyOf(verdicts);
    judgedAt = List.copyOf(judgedAt);
    instances = List.copyOf(instances);
    panels = List.copyOf(panels);
    timeline = List.copyOf(timeline);
    Objects.requireNonNull(session);
  }

  /**
   * What the operator did by hand since the launch, judged while the system still ran.
   *
   * @param verdictsLeftOut how many faults were judged that are not kept
   */
  public record OfSession(int verdictsLeftOut) {}

  /**
   * Where it ran.
   *
   * @param name of the platform on screen: "This machine"
   * @param adopted whether the system was there before
   * @param implementations of the roles that a platform chooses one for
   */
  public record Place(String id, String name, boolean adopted, Map<Role, String> implementations) {
    public Place {
      Objects.requireNonNull(id);
      Objects.requireNonNull(name);
      implementations = Map.copyOf(implementations);
    }
  }

  /**
   * When what of it happened, by the console's clock.
   *
   * @param begun when the load was set; of a session, when the system ran
   * @param connected when all users were connected; empty when they never were, and of a session
   * @param warm when the warm-up was over; empty when it did not end, and of a session
   * @param loadEnded when the load began to come to rest
   * @param ended when it had, or was given up
   */
  public record Moments(
      Instant begun,
      Optional<Instant> connected,
      Optional<Instant> warm,
      Instant loadEnded,
      Instant ended) {
    public Moments {
      Objects.requireNonNull(begun);
      Objects.requireNonNull(connected);
      Objects.requireNonNull(warm);
      Objects.requireNonNull(loadEnded);
      Objects.requireNonNull(ended);
    }
  }
}
