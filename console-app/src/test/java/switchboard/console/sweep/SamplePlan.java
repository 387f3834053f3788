package switchboard.console.sweep;

import java.time.Duration;
import switchboard.console.load.LoadPlan;
import switchboard.console.sweep.search.Space;
import switchboard.console.sweep.search.Weights;
import switchboard.console.verdict.Criteria;

/** A plan with short measurements, to vary in tests. */
public final class SamplePlan {
  private SamplePlan() {}

  /** Of 100 users, who are all that the simulator of tests has. */
  public static SweepPlan of(Space space) {
    return new SweepPlan(
        space,
        Weights.DEFAULT,
        LoadPlan.DEFAULT.withUsers(100),
        Criteria.DEFAULT,
        false,
        true,
        Duration.ZERO,
        Duration.ofMillis(300),
        7);
  }

  /** With a replica killed in each. */
  static SweepPlan killing(Space space) {
    var plan = of(space);
    return new SweepPlan(
        plan.space(),
        plan.weights(),
        plan.load(),
        plan.criteria(),
        true,
        plan.adaptive(),
        plan.warmUp(),
        plan.duration(),
        plan.seed());
  }
}
