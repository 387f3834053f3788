package switchboard.console.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.RunKeeper;
import switchboard.console.experiment.Run;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.progress.RunPhase;
import switchboard.console.experiment.progress.RunProgress;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Session;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.LimitEvidence;
import switchboard.console.sweep.search.Limitation;
import switchboard.console.sweep.search.SweepTrial;

/**
 * The system of a session. Every configuration begins without replicas, so that each of them starts
 * with its limits and is measured alike.
 */
final class SessionTarget implements SweepTarget {
  private static final String NGINX = "nginx";

  /** See compose/gateway/nginx.conf: worker_processes. */
  private static final int NGINX_WORKERS = 4;

  private static final Failure ABORTED =
      new Failure("Measuring", "it was ended before its time", "Resume the sweep.");

  private final Session session;
  private final KeptRuns runs;
  private final SweepPlan plan;
  private final Consumer<Step> steps;
  private final Consumer<Failure> notKept;
  private volatile Optional<Run> run = Optional.empty();
  private volatile boolean aborted;

  /**
   * @param steps receives those of starting replicas
   * @param notKept receives why a run cannot be kept
   */
  SessionTarget(
      Session session,
      KeptRuns runs,
      SweepPlan plan,
      Consumer<Step> steps,
      Consumer<Failure> notKept) {
    this.session = session;
    this.runs = runs;
    this.plan = plan;
    this.steps = steps;
    this.notKept = notKept;
  }

  /** How far the measurement under way is; empty while replicas start. Any thread may call. */
  Optional<RunProgress> progress() {
    return run.map(Run::progress);
  }

  @Override
  public void abort() {
    aborted = true;
    run.ifPresent(Run::abort);
  }

  @Override
  public Outcome<SweepTrial> measure(Configuration one, int number) throws InterruptedException {
    var meter = new Meter(session.now());
    var listening = session.listen(snapshot -> meter.see(snapshot, isLoaded()));
    try {
      var emptied =
          unlessAborted(() -> session.replicas().scale(0, steps))
              .then(none -> unlessAborted(() -> session.replicas().limit(one.limits(), steps)));
      if (emptied instanceof Outcome.Failed<SystemState>(Failure why)) {
        return Outcome.failed(why);
      }
      if (aborted) {
        return Outcome.failed(ABORTED);
      }
      var begun = System.nanoTime();
      return switch (session.replicas().scale(one.replicas(), steps)) {
        case Outcome.Done<SystemState> ready ->
            loaded(one, number, meter, Duration.ofNanos(System.nanoTime() - begun));
        case Outcome.Failed<SystemState>(Failure why) -> notStarted(one, meter, why);
      };
    } finally {
      listening.close();
      run = Optional.empty();
    }
  }

  /** What comes after the end would undo what the system is given back. */
  private Outcome<SystemState> unlessAborted(Supplier<Outcome<SystemState>> step) {
    return aborted ? Outcome.failed(ABORTED) : step.get();
  }

  /** An engine that does not answer says nothing of a configuration. */
  private Outcome<SweepTrial> notStarted(Configuration one, Meter meter, Failure why) {
    if (session.snapshot().connectionProblem().isPresent() || !isRunning()) {
      return Outcome.failed(why);
    }
    meter.see(session.platform().state());
    return Outcome.done(TrialJudge.notStarted(one, meter, why.happened()));
  }

  private boolean isRunning() {
    return session.platform().state().phase() == SystemState.Phase.RUNNING;
  }

  private boolean isLoaded() {
    return run.map(Run::progress)
        .map(RunProgress::phase)
        .filter(
            phase ->
                phase.compareTo(RunPhase.CONNECTING) > 0 && phase.compareTo(RunPhase.SETTLING) < 0)
        .isPresent();
  }

  private Outcome<SweepTrial> loaded(Configuration one, int number, Meter meter, Duration start)
      throws InterruptedException {
    var experiment = plan.experiment(one, number);
    try (var keeper = new RunKeeper(runs, experiment, session.now(), notKept)) {
      var next = new Run(session, line -> {}, steps, Run.AfterRun.KEEP_RUNNING, keeper);
      run = Optional.of(next);
      if (aborted) {
        next.abort();
      }
      var result = next.execute(experiment);
      var bundle = kept(keeper, next.record());
      return result
          .map(found -> Outcome.done(judge(one, meter, start).trial(found, bundle)))
          .orElseGet(() -> unmeasured(one, next));
    }
  }

  private Optional<String> kept(RunKeeper keeper, Optional<RunRecord> record) {
    try {
      keeper.finish(record);
    } catch (IOException e) {
      notKept.accept(new Failure("Keeping the run", e.toString(), "It is judged all the same."));
    }
    return keeper.file().map(Path::getFileName).map(Path::toString);
  }

  private TrialJudge judge(Configuration one, Meter meter, Duration start) {
    var cores = Runtime.getRuntime().availableProcessors();
    var isNginx = session.platform().implementation(Role.GATEWAY).contains(NGINX);
    return new TrialJudge(
        one,
        meter,
        start,
        plan.criteria().objectives().latenessLimit(),
        isNginx ? Math.min(NGINX_WORKERS, cores) : 1,
        session.cluster().isPresent() ? OptionalDouble.empty() : OptionalDouble.of(cores));
  }

  /** There was nothing to judge, as when the simulator did not answer: another time may go well. */
  private Outcome<SweepTrial> unmeasured(Configuration one, Run ended) {
    var why =
        ended
            .failure()
            .orElseGet(
                () ->
                    new Failure(
                        "Measuring " + one.text(),
                        "there was nothing to judge",
                        "See the logs, and resume."));
    return isRunning()
        ? Outcome.done(
            new SweepTrial(
                one,
                SweepTrial.State.UNKNOWN,
                why.sentence(),
                Limitation.of(LimitEvidence.NONE),
                Figures.NONE,
                null))
        : Outcome.failed(why);
  }
}
