package switchboard.console.experiment.schedule;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import switchboard.console.verdict.AbortCondition;

/**
 * What is done during a run.
 *
 * @param steps in order of time
 * @param seed of every choice that a step leaves to chance: a run with the same one chooses the
 *     same
 * @param allowOutage whether a fault may take the last ready replica from users
 * @param aborts any of which ends the run before its time
 */
public record Schedule(
    List<ScheduledStep> steps, long seed, boolean allowOutage, List<AbortCondition> aborts) {
  public Schedule {
    steps = steps.stream().sorted().toList();
    aborts = List.copyOf(aborts);
  }

  /** Of these steps, none of which leaves something to chance. */
  public static Schedule of(ScheduledStep... steps) {
    return new Schedule(List.of(steps), 0, false, List.of());
  }

  /** Those that are faults. */
  public List<ScheduledFault> faults() {
    return steps.stream()
        .filter(ScheduledFault.class::isInstance)
        .map(ScheduledFault.class::cast)
        .toList();
  }

  /** What chooses for a step; that what one leaves to chance does not depend on another's. */
  public RandomGenerator chance(ScheduledStep step) {
    return new SplittableRandom(seed + steps.indexOf(step));
  }
}
