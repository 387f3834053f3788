package switchboard.console.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import switchboard.console.experiment.RunPlan;
import switchboard.console.experiment.ScheduledFault;
import switchboard.console.experiment.ScheduledStart;
import switchboard.console.experiment.ScheduledStep;
import switchboard.console.load.LoadPlan;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;

/**
 * The experiment as it was carried out, with every default in its place.
 *
 * @param hypothesis absent when nothing was said
 * @param simulators that shared the users; absent for as many as there were
 * @param fsync of the store: "always"; absent for the platform's own choice
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
    LoadPlan load,
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
   * @param atSeconds since the load's start
   * @param action a kind of fault, or "start"
   * @param amounts how strong, as it is written on the command line; absent for presets
   * @param lastsSeconds absent for a kind without a duration of its own
   */
  public record Step(
      double atSeconds, String action, String target, String amounts, Double lastsSeconds) {
    static Step of(ScheduledStep step) {
      return switch (step) {
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

  static ResolvedExperiment of(Subject subject, RunPlan plan, Criteria criteria) {
    var schedule = plan.schedule();
    return new ResolvedExperiment(
        subject.name(),
        subject.hypothesis().orElse(null),
        plan.replicas(),
        plan.simulators().isPresent() ? plan.simulators().getAsInt() : null,
        plan.fsync().map(each -> each.name().toLowerCase(Locale.ROOT)).orElse(null),
        plan.load(),
        seconds(plan.duration()),
        seconds(plan.warmUp()),
        schedule.seed(),
        schedule.allowOutage(),
        criteria.quietMachine(),
        schedule.steps().stream().map(Step::of).toList(),
        criteria.objectives().all().stream().map(Objective::text).toList(),
        schedule.aborts().stream().map(AbortCondition::text).toList());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS_PER_SECOND;
  }
}
