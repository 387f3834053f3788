package switchboard.console.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Limits;
import switchboard.console.text.Format;

/**
 * The plan of a run.
 *
 * @param simulators how many share the users; empty for as many as there are, one at a new launch
 * @param fsync of the store; empty for the platform's own choice
 * @param tls whether the gateway of a new launch serves HTTPS, whatever the session is set to
 * @param limits of each replica; empty for those that it has
 * @param schedule what is done while the load lasts
 */
public record RunPlan(
    int replicas,
    OptionalInt simulators,
    Optional<Fsync> fsync,
    boolean tls,
    Optional<Limits> limits,
    LoadPlan load,
    Timing timing,
    Schedule schedule) {
  private static final int MAX_NAMED_STEPS = 3;

  /** Those of its steps that are faults, in order of time. */
  public List<ScheduledFault> faults() {
    return schedule.faults();
  }

  /**
   * What the operator has to be allowed to do for it, in the order of doing.
   *
   * @param found how many replicas a system has that runs already, if one does
   * @param can what the platform can
   */
  public List<Action> actions(OptionalInt found, Predicate<Class<? extends Capability>> can) {
    var actions = new ArrayList<Action>();
    actions.add(found.isPresent() ? Action.TAKE_OVER : Action.LAUNCH);
    actions.add(Action.STOP);
    faults().stream()
        .flatMap(each -> each.kind().way(each.targets().role(), can).stream())
        .flatMap(way -> way.right().stream())
        .distinct()
        .forEach(actions::add);
    if (limits.isPresent()) {
      actions.add(Action.LIMIT);
    }
    schedule.steps().stream()
        .filter(ScheduledChange.class::isInstance)
        .flatMap(each -> ((ScheduledChange) each).change().right().stream())
        .filter(right -> !actions.contains(right))
        .forEach(actions::add);
    if (simulators.isPresent()) {
      actions.add(Action.SCALE_SIMULATORS);
    }
    if (found.isPresent() && found.getAsInt() != replicas && !actions.contains(Action.SCALE)) {
      actions.add(Action.SCALE);
    }
    return actions;
  }

  /** All loads in the order in which they are set. */
  public List<LoadPlan> loads() {
    var changed =
        schedule.steps().stream()
            .filter(ScheduledChange.class::isInstance)
            .map(step -> ((ScheduledChange) step).change())
            .filter(ScheduledChange.Load.class::isInstance)
            .map(change -> ((ScheduledChange.Load) change).plan());
    return Stream.concat(Stream.of(load), changed).toList();
  }

  /** In a few words: "Kill backend-2 under 300 users". */
  public String text() {
    var steps = schedule.steps().stream().map(ScheduledStep::text).toList();
    var done =
        steps.isEmpty()
            ? Format.replicas(replicas)
            : steps.size() <= MAX_NAMED_STEPS
                ? Format.enumeration(steps)
                : steps.getFirst() + " and " + Format.count(steps.size() - 1L, "more step");
    return done.substring(0, 1).toUpperCase(Locale.ROOT)
        + done.substring(1)
        + " under "
        + Format.count(load.users(), "user");
  }
}
