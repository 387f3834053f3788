package switchboard.console.sweep;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Build;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.experiment.Suitability;
import switchboard.console.experiment.progress.RunProgress;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;

/**
 * Carries out a sweep on the system of a session: launches it when it does not run, and leaves it
 * as it was.
 */
public final class SweepRun {
  private static final Logger LOG = LoggerFactory.getLogger(SweepRun.class);

  private final Session session;
  private final SweepPlan plan;
  private final SweepFolder.Kept kept;
  private final Consumer<Step> steps;
  private final Consumer<Failure> failures;
  private final SessionTarget target;
  private final Sweep sweep;
  private volatile boolean complete;
  private volatile boolean stopped;
  private volatile boolean launched;

  /**
   * A sweep.
   *
   * @param kept has what was measured before; it is closed with the sweep
   * @param steps receives those of launching and of starting replicas
   * @param failures receives what goes wrong beside the measurements
   */
  public SweepRun(
      Session session,
      KeptRuns runs,
      SweepPlan plan,
      SweepFolder.Kept kept,
      SweepListener listener,
      Consumer<Step> steps,
      Consumer<Failure> failures) {
    this.session = session;
    this.plan = plan;
    this.kept = kept;
    this.steps = steps;
    this.failures = failures;
    target = new SessionTarget(session, runs, plan, steps, failures);
    sweep = new Sweep(plan, range(session), target, kept, listener);
  }

  private static Limits.Range range(Session session) {
    return session
        .platform()
        .capability(Limiting.class)
        .map(Limiting::limitsRange)
        .orElse(Limits.Range.OF_THIS_MACHINE);
  }

  /** Why a platform cannot carry out a plan, in sentences without a full stop. */
  public static List<String> objections(SweepPlan plan, Session session) {
    return plan.space().all().stream()
        .flatMap(
            each ->
                Suitability.objections(plan.experiment(each, 1).plan(), session.platform())
                    .stream())
        .map(Suitability.Objection::sentence)
        .distinct()
        .toList();
  }

  /** Why the operator may not do what a plan needs, in a sentence; empty when that is allowed. */
  public static Optional<String> denied(SweepPlan plan, OperatedPlatform on) {
    var denied = on.deniedActions();
    var actions =
        plan.experiment(plan.space().largest(), 1).plan().actions(on.existingReplicas(), on::can);
    return Stream.concat(actions.stream(), Stream.of(Action.SCALE))
        .filter(denied::containsKey)
        .map(denied::get)
        .findFirst();
  }

  /** What a sweep is kept under. */
  public static String specification(SweepPlan plan, String platform) throws IOException {
    return Specification.of(platform, plan).toJson();
  }

  /**
   * The newest of a plan that was interrupted.
   *
   * @param seed that it has to have; empty for any
   */
  public static Optional<SweepFolder.Kept> interrupted(
      SweepFolder folder, SweepPlan plan, String platform, OptionalLong seed) throws IOException {
    return folder.interrupted(specification(plan, platform), seed);
  }

  /** Ends it before its time: it can be resumed. Any thread may call. */
  public void stop() {
    stopped = true;
    sweep.stop();
  }

  /** How far the measurement under way is; empty while replicas start. Any thread may call. */
  public Optional<RunProgress> progress() {
    return target.progress();
  }

  /** What is known so far. Any thread may call. */
  public SweepState state() {
    return SweepState.of(plan, sweep.trials(), sweep.advice(), complete);
  }

  /** The JSON file of what is known so far. */
  public SweepResult result() throws IOException {
    return SweepResult.of(state(), session.platform().id(), plan, Build.nameAndNumber());
  }

  /**
   * Launches what does not run, measures, and brings back what was before.
   *
   * @return what is known in the end; a failure when the sweep could not be carried out
   */
  public Outcome<SweepState> execute() throws InterruptedException {
    try {
      var begun = begin();
      if (begun instanceof Outcome.Failed<FormerSystem>(Failure why)) {
        return Outcome.failed(why);
      }
      var former = begun.toOptional().orElseThrow();
      // However the session is closed, a system that outlives it has its size again.
      try (var owed = new OwedReturn(session, this::stop, () -> leave(former))) {
        try {
          return measured();
        } finally {
          owed.over();
          leave(former);
        }
      }
    } finally {
      close();
    }
  }

  /**
   * Keeps what the system was before it is changed, on the disk: whoever kills this console resumes
   * it. A system that was left changed is still to become what it was before that.
   */
  private Outcome<FormerSystem> remembered(boolean isLaunched) {
    try {
      var left = kept.changed().filter(each -> each.store().equals(FormerSystem.store(session)));
      launched = left.map(Before::launched).orElse(isLaunched);
      var former =
          left.map(each -> FormerSystem.of(session, each))
              .orElseGet(() -> FormerSystem.of(session));
      kept.changes(former.toBefore(launched));
      return Outcome.done(quiet(former));
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              "Keeping what the system was", e.toString(), "Make room or the folder writable."));
    }
  }

  private boolean isRunning() {
    return session.platform().state().phase() == SystemState.Phase.RUNNING;
  }

  /** The system as it was, or as it was launched. */
  private Outcome<FormerSystem> begin() {
    if (isRunning()) {
      return remembered(false);
    }
    var existing = session.platform().existingReplicas();
    return existing.isPresent()
        ? session.adopt(existing.getAsInt(), steps).then(adopted -> remembered(false))
        : session
            .launch(plan.space().replicas().getFirst(), plan.load().withUsers(0), steps)
            .then(is -> remembered(!session.platform().adopted()));
  }

  /** Its users would be measured, too. */
  private FormerSystem quiet(FormerSystem former) {
    if (session.load().set(plan.load().withUsers(0))
        instanceof Outcome.Failed<LoadPlan>(Failure why)) {
      failures.accept(why);
    }
    return former;
  }

  private Outcome<SweepState> measured() throws InterruptedException {
    return switch (sweep.run()) {
      case Outcome.Failed<Boolean>(Failure why) ->
          stopped ? Outcome.done(state()) : Outcome.failed(why);
      case Outcome.Done<Boolean>(Boolean over) -> {
        complete = over;
        if (over) {
          finish();
        }
        yield Outcome.done(state());
      }
    };
  }

  private void finish() {
    try {
      kept.finish(result().toJson());
    } catch (IOException e) {
      failures.accept(
          new Failure("Keeping the result", e.toString(), "Make room or the folder writable."));
    }
  }

  /** As it was: with what it had or, when the sweep launched it, stopped. */
  private synchronized void leave(FormerSystem former) {
    if (!launched) {
      if (!former.restore(steps, failures)) {
        return;
      }
    } else if (isRunning()
        && session.stop(false, steps) instanceof Outcome.Failed<SystemState>(Failure why)) {
      failures.accept(why);
      return;
    }
    forget();
  }

  private void forget() {
    try {
      kept.changedBack();
    } catch (IOException e) {
      LOG.warn("A sweep that is resumed takes what the system was from before", e);
    }
  }

  private void close() {
    try {
      kept.close();
    } catch (IOException e) {
      LOG.warn("A sweep's folder stays locked while this console runs", e);
    }
  }
}
