package switchboard.console.capacity;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.RunKeeper;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.Run;
import switchboard.console.experiment.RunPlan;
import switchboard.console.experiment.RunResult;
import switchboard.console.experiment.abort.EarlyAborts;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.session.Session;
import switchboard.console.text.Format;

/** Trials with users: each is a run on the system of a session, judged and kept as any run is. */
final class UserTrials implements LoadTrial {
  private final Session session;
  private final KeptRuns runs;
  private final CapacityPlan plan;
  private final LoadUnit.Users users;
  private final int replicas;
  private final Aborting aborting;
  private final Consumer<Failure> failures;

  /**
   * @param failures receives why a run could not be kept
   */
  UserTrials(
      Session session,
      KeptRuns runs,
      CapacityPlan plan,
      LoadUnit.Users users,
      int replicas,
      Aborting aborting,
      Consumer<Failure> failures) {
    this.session = session;
    this.runs = runs;
    this.plan = plan;
    this.users = users;
    this.replicas = replicas;
    this.aborting = aborting;
    this.failures = failures;
  }

  @Override
  public Outcome<TrialResult> at(int load, boolean longer)
      throws IOException, InterruptedException {
    var window = plan.window(load, longer);
    var aborts =
        new EarlyAborts(plan.criteria().objectives().all(), joining(load), plan.warmUp(), window);
    var experiment = experiment(load, window, aborts);
    try (var keeper = new RunKeeper(runs, experiment, session.now(), failures)) {
      var run = new Run(session, line -> {}, step -> {}, Run.AfterRun.KEEP_RUNNING, keeper);
      aborting.begin(run::abort);
      var result = run.execute(experiment);
      aborting.end();
      keeper.finish(run.record());
      var file = keeper.file().map(Path::getFileName).map(Path::toString);
      return result
          .map(found -> Outcome.done(judged(found, aborts).keptAs(file)))
          .orElseGet(() -> nothing(run, experiment));
    }
  }

  private Outcome<TrialResult> nothing(Run run, Experiment experiment) {
    return aborting.isAborted()
        ? Outcome.done(TrialResult.aborted())
        : Outcome.failed(
            run.failure()
                .orElseGet(
                    () ->
                        new Failure(
                            "The trial “" + experiment.name() + "”",
                            "there was nothing to judge",
                            "See the logs, and try again.")));
  }

  private TrialResult judged(RunResult result, EarlyAborts aborts) {
    return aborting.isAborted()
        ? TrialResult.aborted()
        : RunVerdict.of(result, plan.criteria().objectives(), aborts);
  }

  private Duration joining(int load) {
    return Duration.ofSeconds(load / users.each().spawnRate());
  }

  private Experiment experiment(int load, Duration window, EarlyAborts aborts) {
    var schedule = Schedule.of();
    return new Experiment(
        "Capacity of " + Format.replicas(replicas) + ", " + users.words(load),
        Optional.empty(),
        new RunPlan(
            replicas,
            OptionalInt.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            users.each().withUsers(load),
            new Timing(Timing.Start.MEASURING, plan.warmUp(), window),
            new Schedule(schedule.steps(), schedule.seed(), false, aborts.conditions())),
        plan.criteria(),
        List.of(),
        List.of());
  }
}
