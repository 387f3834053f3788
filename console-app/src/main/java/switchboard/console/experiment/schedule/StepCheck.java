package switchboard.console.experiment.schedule;

import java.util.Optional;

/**
 * Whether the steps of a run are possible, one after the other. Not safe for use by several
 * threads.
 */
public final class StepCheck {
  private final boolean allowOutage;
  private final String allowedBy;
  private final int mostUsers;
  private int replicas;

  /**
   * @param replicas at the beginning
   * @param allowedBy what allows an outage where it is written: "--allow-outage"
   * @param mostUsers that the simulators can be
   */
  public StepCheck(int replicas, boolean allowOutage, String allowedBy, int mostUsers) {
    this.replicas = replicas;
    this.allowOutage = allowOutage;
    this.allowedBy = allowedBy;
    this.mostUsers = mostUsers;
  }

  /** Why the next step is not possible; empty when it is. */
  public Optional<String> refusal(TargetedStep step) {
    var target = step.targets().text();
    if (!step.targets().areAmong(replicas)) {
      return Optional.of("there is no " + target + " among " + replicas + " replicas");
    }
    if (step instanceof ScheduledFault fault
        && fault.isOutage()
        && step.targets().areAll(replicas)
        && !allowOutage) {
      return Optional.of(
          "the %s of %s would leave no replica; add %s if you want that"
              .formatted(step.word(), target, allowedBy));
    }
    return Optional.empty();
  }

  /** Likewise of a change, which then is made. */
  public Optional<String> refusal(ScheduledChange.Change change) {
    return switch (change) {
      case ScheduledChange.Scale scale -> {
        replicas = scale.replicas();
        yield Optional.empty();
      }
      case ScheduledChange.Load load when load.plan().users() > mostUsers ->
          Optional.of(
              "found "
                  + load.plan().users()
                  + " users; expected at most "
                  + mostUsers
                  + " with the setup's simulators");
      case ScheduledChange.Load load -> Optional.empty();
      case ScheduledChange.Limit limit -> Optional.empty();
      case ScheduledChange.LoadTest test -> Optional.empty();
    };
  }
}
