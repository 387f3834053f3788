package switchboard.console.sweep;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.RunKeeper;
import switchboard.console.experiment.Run;
import switchboard.console.experiment.RunResult;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Session;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.verdict.Result;

/**
 * Gives the running system a configuration, watches it under its load, and takes it back unless the
 * objectives are met.
 */
public final class ApplyRun {
  /** The specification's number. */
  public static final Duration WATCH = Duration.ofSeconds(60);

  private final Session session;
  private final KeptRuns runs;
  private final SweepPlan plan;
  private final Duration watch;
  private final Consumer<Step> steps;
  private final Consumer<Failure> failures;
  private volatile Optional<Run> run = Optional.empty();
  private volatile boolean stopped;
  private volatile boolean stays;

  /** What became of it, in a sentence. */
  public record Applied(boolean stays, String sentence) {}

  /**
   * @param plan whose objectives count, and whose load where the system has none
   * @param watch for how long
   * @param steps receives those of scaling and limiting
   * @param failures receives what goes wrong beside the watching
   */
  public ApplyRun(
      Session session,
      KeptRuns runs,
      SweepPlan plan,
      Duration watch,
      Consumer<Step> steps,
      Consumer<Failure> failures) {
    this.session = session;
    this.runs = runs;
    this.plan = plan;
    this.watch = watch;
    this.steps = steps;
    this.failures = failures;
  }

  /** Takes it back before its time. Any thread may call. */
  public void stop() {
    stopped = true;
    run.ifPresent(Run::abort);
  }

  /**
   * Applies it, and returns when it is clear whether it stays. A console that ends before takes it
   * back.
   */
  public Outcome<Applied> execute(Configuration one) throws InterruptedException {
    var former = FormerSystem.of(session);
    try (var owed = new OwedReturn(session, this::stop, () -> takeBack(former))) {
      try {
        if (applied(one) instanceof Outcome.Failed<SystemState>(Failure why)) {
          return Outcome.failed(why);
        }
        var result = watched(one);
        stays =
            !stopped && result.filter(each -> each.verdict().result() == Result.PASSED).isPresent();
        return Outcome.done(
            stays
                ? new Applied(true, one.text() + " stays: every objective was met.")
                : new Applied(false, one.text() + why(result) + " " + end(former)));
      } finally {
        takeBack(former);
        owed.over();
      }
    }
  }

  private boolean takeBack(FormerSystem former) {
    return !stays && former.restore(steps, failures);
  }

  /** More replicas come before the limits, and fewer after them: users have enough meanwhile. */
  private Outcome<SystemState> applied(Configuration one) {
    return one.replicas() >= session.platform().state().backends().size()
        ? session
            .replicas()
            .scale(one.replicas(), steps)
            .then(scaled -> session.replicas().limit(one.limits(), steps))
        : session
            .replicas()
            .limit(one.limits(), steps)
            .then(limited -> session.replicas().scale(one.replicas(), steps));
  }

  private Optional<RunResult> watched(Configuration one) throws InterruptedException {
    var load = session.load().plan().users() > 0 ? session.load().plan() : plan.load();
    var experiment = plan.watch(one, load, watch);
    try (var keeper = new RunKeeper(runs, experiment, session.now(), failures)) {
      var next = new Run(session, line -> {}, steps, Run.AfterRun.KEEP_RUNNING, keeper);
      run = Optional.of(next);
      if (stopped) {
        next.abort();
      }
      var result = next.execute(experiment);
      keeper.finish(next.record());
      return result;
    } catch (IOException e) {
      failures.accept(
          new Failure("Keeping the run", e.toString(), "Make room or the folder writable."));
      return Optional.empty();
    } finally {
      run = Optional.empty();
    }
  }

  private String why(Optional<RunResult> result) {
    return stopped
        ? " was taken back before its time."
        : result
            .map(RunResult::verdict)
            .map(
                each ->
                    " was taken back, "
                        + each.result().word()
                        + ": "
                        + each.causes().stream().findFirst().orElse("")
                        + ".")
            .orElse(" was taken back: it could not be watched.");
  }

  /** Takes it back first: only then it is known whether the system has what it had. */
  private String end(FormerSystem former) {
    return takeBack(former)
        ? "The system has " + former.text() + " again."
        : "That did not succeed entirely: give the system " + former.text() + " by hand.";
  }
}
