package switchboard.console.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Fsync;

/**
 * The plan of a run.
 *
 * @param simulators how many share the users; empty for as many as there are, one at a new launch
 * @param fsync of the store; empty for the platform's own choice
 * @param duration how long the load lasts, from the moment it is set
 * @param warmUp how long times are left out once all users are connected
 * @param schedule what is done while the load lasts
 */
public record RunPlan(
    int replicas,
    OptionalInt simulators,
    Optional<Fsync> fsync,
    LoadPlan load,
    Duration duration,
    Duration warmUp,
    Schedule schedule) {
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
    if (simulators.isPresent()) {
      actions.add(Action.SCALE_SIMULATORS);
    }
    if (found.isPresent() && found.getAsInt() != replicas) {
      actions.add(Action.SCALE);
    }
    return actions;
  }
}
