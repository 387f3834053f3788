package switchboard.console.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.fault.FaultObservations;
import switchboard.console.fault.Ledger;
import switchboard.console.fault.Verdict;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Objectives;

/**
 * What is left of a run, or of a session until now, beside its notes.
 *
 * @param faults in the order in which they were judged
 * @param instances as they were last, while the system ran
 * @param panels what the cockpit's charts showed, from the load's start; empty when nothing was
 *     measured
 * @param session of what it is when it is no run's; empty for a run
 */
public record RunRemains(
    Experiment experiment,
    Place place,
    Moments moments,
    RunFacts facts,
    List<SeenFault> faults,
    List<Instance> instances,
    List<PanelData> panels,
    List<TimelineEvent> timeline,
    Optional<OfSession> session) {
  public RunRemains {
    Objects.requireNonNull(experiment);
    Objects.requireNonNull(place);
    Objects.requireNonNull(moments);
    Objects.requireNonNull(facts);
    faults = List.copyOf(faults);
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

  /** The verdicts of its faults, given again by the run's objectives. */
  public List<Verdict> verdicts() {
    var objectives = experiment.criteria().objectives();
    return faults.stream().map(each -> each.judge(objectives)).toList();
  }

  /**
   * A fault of the run.
   *
   * @param judgedAt when its verdict was given; empty when that was not seen
   */
  public record SeenFault(FaultObservations seen, Ledger ledger, Optional<Instant> judgedAt) {
    public SeenFault {
      Objects.requireNonNull(seen);
      Objects.requireNonNull(ledger);
      Objects.requireNonNull(judgedAt);
    }

    private Verdict judge(Objectives ofRun) {
      return seen.judge(ofRun, Optional.empty()).with(ledger);
    }
  }

  /**
   * Where it ran.
   *
   * @param name of the platform on screen: "This machine"
   * @param adopted whether the system was there before
   * @param tls whether users reached the gateway by HTTPS
   * @param implementations of the roles that a platform chooses one for
   */
  public record Place(
      String id, String name, boolean adopted, boolean tls, Map<Role, String> implementations) {
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
