package switchboard.console.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Limits;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Objective;

/**
 * The experiment as it was carried out, with every default in its place.
 *
 * @param hypothesis absent when nothing was said
 * @param simulators that shared the users; absent for as many as there were
 * @param fsync of the store: "always"; absent for the platform's own choice
 * @param limits of each replica, to be read; absent for those that it had
 * @param timesSince "load" when times count from the load's start, "measuring" when they do from
 *     the end of the warm-up
 * @param durationSeconds how long the load lasted at least
 * @param warmUpSeconds after the last user connected
 * @param objectives what had to be met, as it is written on the command line
 * @param aborts what would have ended it before its time, likewise
 * @param quietMachine whether a disturbed machine makes the run invalid
 */
public record ResolvedExperiment(
    String name,
    String hypothesis,
    int replicas,
    Integer simulators,
    String fsync,
    String limits,
    LoadPlan load,
    String timesSince,
    double durationSeconds,
    double warmUpSeconds,
    long seed,
    boolean allowOutage,
    boolean quietMachine,
    List<Step> steps,
    List<String> objectives,
    List<String> aborts) {
  private static final double MILLIS_PER_SECOND = 1e3;

  /**
   * What is done at a moment of the run.
   *
   * @param atSeconds since when the times of the experiment count
   * @param action a kind of fault, "start", or what else was done, to be read
   * @param target absent for what has none
   * @param amounts how strong, as it is written on the command line; absent for presets
   * @param lastsSeconds absent for a kind without a duration of its own
   */
  public record Step(
      double atSeconds, String action, String target, String amounts, Double lastsSeconds) {
    static Step of(ScheduledStep step) {
      return switch (step) {
        case ScheduledChange change ->
            new Step(seconds(change.after()), change.text(), null, null, null);
        case ScheduledWait wait -> new Step(seconds(wait.after()), wait.text(), null, null, null);
        case ScheduledStart start ->
            new Step(seconds(start.after()), start.word(), start.targets().text(), null, null);
        case ScheduledFault fault -> {
          var amounts = fault.kind().text(fault.amounts());
          yield new Step(
              seconds(fault.after()),
              fault.word(),
              fault.targets().text(),
              amounts.isEmpty() ? null : amounts,
              fault
                  .kind()
                  .on(fault.targets().text(), fault.amounts(), fault.lasts())
                  .duration()
                  .map(ResolvedExperiment::seconds)
                  .orElse(null));
        }
      };
    }
  }

  /** The one that is carried out for this. */
  public static ResolvedExperiment of(Experiment experiment) {
    var plan = experiment.plan();
    var criteria = experiment.criteria();
    var schedule = plan.schedule();
    return new ResolvedExperiment(
        experiment.name(),
        experiment.hypothesis().orElse(null),
        plan.replicas(),
        plan.simulators().isPresent() ? plan.simulators().getAsInt() : null,
        plan.fsync().map(each -> each.name().toLowerCase(Locale.ROOT)).orElse(null),
        plan.limits().map(Limits::words).orElse(null),
        plan.load(),
        plan.timing().since().word(),
        seconds(plan.timing().duration()),
        seconds(plan.timing().warmUp()),
        schedule.seed(),
        schedule.allowOutage(),
        criteria.quietMachine(),
        schedule.steps().stream().map(Step::of).toList(),
        criteria.objectives().all().stream().map(Objective::text).toList(),
        schedule.aborts().stream().map(AbortCondition::text).toList());
  }

  /** The same with what was done. */
  ResolvedExperiment withSteps(List<Step> done) {
    return new ResolvedExperiment(
        name,
        hypothesis,
        replicas,
        simulators,
        fsync,
        limits,
        load,
        timesSince,
        durationSeconds,
        warmUpSeconds,
        seed,
        allowOutage,
        quietMachine,
        done,
        objectives,
        aborts);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS_PER_SECOND;
  }
}
