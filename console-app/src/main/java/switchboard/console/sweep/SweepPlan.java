package switchboard.console.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.RunPlan;
import switchboard.console.experiment.abort.EarlyAborts;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.LoadPlan;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Space;
import switchboard.console.sweep.search.SweepSearch;
import switchboard.console.sweep.search.Weights;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;

/**
 * What a sweep searches, and how each configuration is measured.
 *
 * @param criteria what each is judged by
 * @param kill whether a replica is killed in each measurement
 * @param adaptive whether it searches; otherwise all are measured
 * @param warmUp how long times are left out once all users are connected
 * @param duration of a measurement, after the warm-up
 * @param seed of the order, and of what faults leave to chance
 */
public record SweepPlan(
    Space space,
    Weights weights,
    LoadPlan load,
    Criteria criteria,
    boolean kill,
    boolean adaptive,
    Duration warmUp,
    Duration duration,
    long seed) {
  public static final Duration MAX_DURATION = Duration.ofHours(1);

  public static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(10);
  public static final Duration DEFAULT_DURATION = Duration.ofSeconds(60);

  public SweepPlan {
    Objects.requireNonNull(space);
    Objects.requireNonNull(weights);
    Objects.requireNonNull(load);
    Objects.requireNonNull(criteria);
    Objects.requireNonNull(warmUp);
    Objects.requireNonNull(duration);
    if (duration.compareTo(MAX_DURATION) > 0 || !duration.isPositive()) {
      throw new IllegalArgumentException(
          "duration is " + Durations.text(duration) + "; expected 1s to 1h");
    }
  }

  /** The same in another order. */
  public SweepPlan withSeed(long wanted) {
    return new SweepPlan(space, weights, load, criteria, kill, adaptive, warmUp, duration, wanted);
  }

  /** The limit of the delivery p99, in seconds; empty without one. */
  public OptionalDouble deliveryLimitSeconds() {
    return criteria.objectives().all().stream()
        .filter(each -> each.figure().equals(Objectives.DELIVERIES))
        .mapToDouble(Objective::limit)
        .min();
  }

  /** What chooses the next configuration. */
  SweepSearch search() {
    return adaptive ? SweepSearch.adaptive(seed) : SweepSearch.grid(seed);
  }

  /**
   * How a configuration is measured.
   *
   * @param number of the measurement, from 1: each kills another replica
   */
  public Experiment experiment(Configuration of, int number) {
    var plan = plan(of, steps(of), seed + number);
    return new Experiment(
        of.text() + " under " + Format.count(load.users(), "user"),
        Optional.empty(),
        plan,
        criteria,
        List.of(),
        List.of());
  }

  /** How a configuration is watched that was applied: under the load that there is, unharmed. */
  public Experiment watch(Configuration of, LoadPlan under, Duration lasts) {
    var watched =
        new SweepPlan(space, weights, under, criteria, false, adaptive, Duration.ZERO, lasts, seed);
    return new Experiment(
        "Apply " + of.text(),
        Optional.empty(),
        watched.plan(of, List.of(), seed),
        criteria,
        List.of(),
        List.of());
  }

  private RunPlan plan(Configuration of, List<ScheduledFault> steps, long chance) {
    return new RunPlan(
        of.replicas(),
        OptionalInt.empty(),
        Optional.empty(),
        false,
        Optional.of(of.limits()),
        load,
        new Timing(Timing.Start.MEASURING, warmUp, duration),
        // One replica is all there is: what users notice of its death is what is asked.
        new Schedule(List.copyOf(steps), chance, true, aborts()));
  }

  private List<AbortCondition> aborts() {
    var joining = Duration.ofSeconds(load.users() / load.spawnRate());
    return new EarlyAborts(criteria.objectives().all(), joining, warmUp, duration).conditions();
  }

  private List<ScheduledFault> steps(Configuration of) {
    return kill && of.replicas() > 0
        ? List.of(ScheduledFault.kill("random", duration.dividedBy(3)))
        : List.of();
  }
}
