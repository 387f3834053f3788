package switchboard.console.capacity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Session;
import switchboard.console.session.timeline.TimelineEvent.Severity;

/**
 * Looks for the capacities of a plan on the system of a session, one number of replicas after the
 * other. A system that does not run is launched; it keeps running in any case, with the replicas
 * and the load that it had.
 */
public final class CapacityRun {
  private static final Logger LOG = LoggerFactory.getLogger(CapacityRun.class);

  private final Session session;
  private final KeptRuns runs;
  private final Consumer<Found> progress;
  private final Consumer<Failure> failures;
  private final Consumer<Step> launching;
  private final Aborting aborting = new Aborting();

  /** The session is about to end, and to stop the system unless it was adopted. */
  private volatile boolean closing;

  /**
   * @param runs where the trials' runs are kept
   * @param progress receives what is known after each trial, on the thread that executes it
   * @param failures receives why a trial's run could not be kept, and what the system does not have
   *     again in the end
   * @param launching receives the steps of a launch and of scaling
   */
  public CapacityRun(
      Session session,
      KeptRuns runs,
      Consumer<Found> progress,
      Consumer<Failure> failures,
      Consumer<Step> launching) {
    this.session = session;
    this.runs = runs;
    this.progress = progress;
    this.failures = failures;
    this.launching = launching;
  }

  /** Ends it before its time; what is known until then is the result. Any thread may call. */
  public void abort() {
    aborting.abort();
  }

  /**
   * Carries it out. Blocks for minutes.
   *
   * @return a failure when it could not be carried out
   */
  public Outcome<CapacityResult> execute(CapacityPlan plan)
      throws IOException, InterruptedException {
    if (session.platform().state().phase() == SystemState.Phase.RUNNING) {
      return onRunning(plan, session.platform().state().backends().size(), session.load().plan());
    }
    var launched = session.launch(plan.replicas(), CapacityPlan.DEFAULT_USERS, launching);
    return launched instanceof Outcome.Failed<Session.Launch>(Failure why)
        ? Outcome.failed(why)
        : all(plan);
  }

  private Outcome<CapacityResult> onRunning(CapacityPlan plan, int replicas, LoadPlan load)
      throws IOException, InterruptedException {
    var over = new CountDownLatch(1);
    // However the session is closed, a system that outlives it is as it was before.
    var owed = session.owe(() -> endBeforeSession(over));
    try {
      if (plan.unit() instanceof LoadUnit.Users) {
        // Otherwise they would come back between any two trials.
        session.load().set(load.withUsers(0));
      }
      return all(plan);
    } finally {
      try {
        restore(replicas, load);
      } finally {
        over.countDown();
        owed.close();
      }
    }
  }

  /** What the session is still operated by ends first, and brings back what was before. */
  private void endBeforeSession(CountDownLatch over) {
    closing = true;
    abort();
    try {
      over.await();
    } catch (InterruptedException e) {
      LOG.warn("The session is closed while a capacity is still looked for", e);
      Thread.currentThread().interrupt();
    }
  }

  /** An interruption ends the search, and not what the system is owed after it. */
  private void restore(int replicas, LoadPlan load) {
    var on = session.platform();
    if (on.state().phase() != SystemState.Phase.RUNNING || (closing && !on.adopted())) {
      return;
    }
    var interrupted = Thread.interrupted();
    tell(session.replicas().scale(replicas, launching));
    tell(session.load().set(load));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Failed<?>(Failure why)) {
      failures.accept(why);
    }
  }

  private Outcome<CapacityResult> all(CapacityPlan plan) throws IOException, InterruptedException {
    var found = new ArrayList<Found>();
    for (var replicas : plan.counts()) {
      if (aborting.isAborted() && !found.isEmpty()) {
        break;
      }
      var one = one(plan, replicas, range(plan, replicas, found));
      if (one instanceof Outcome.Failed<Found>(Failure why)) {
        return Outcome.failed(why);
      }
      one.toOptional().ifPresent(found::add);
    }
    return Outcome.done(new CapacityResult(plan, session.platform().id(), found));
  }

  /** It begins where a system that grows evenly would end. */
  private static SearchRange range(CapacityPlan plan, int replicas, List<Found> found) {
    return found.stream()
        .flatMap(
            each ->
                each.bracket().passed().stream()
                    .mapToObj(load -> (int) ((long) load * replicas / each.replicas())))
        .reduce((one, other) -> other)
        .map(plan.decidable()::from)
        .orElse(plan.decidable());
  }

  private Outcome<Found> one(CapacityPlan plan, int replicas, SearchRange range)
      throws IOException, InterruptedException {
    var scaled = session.replicas().scale(replicas, launching);
    if (scaled instanceof Outcome.Failed<SystemState>(Failure why)) {
      return Outcome.failed(why);
    }
    var trials = new ArrayList<TrialRecord>();
    var trial = marked(plan.unit(), trials(plan, replicas));
    return CapacitySearch.find(
            range,
            trial,
            (each, bracket) -> {
              trials.add(each);
              progress.accept(new Found(replicas, bracket, trials));
            })
        .map(bracket -> new Found(replicas, bracket, trials));
  }

  private LoadTrial trials(CapacityPlan plan, int replicas) {
    return switch (plan.unit()) {
      case LoadUnit.Users users ->
          new UserTrials(session, runs, plan, users, replicas, aborting, failures);
      case LoadUnit.Requests requests -> new RateTrials(session, plan, requests, aborting);
    };
  }

  /** Each trial is a mark on the charts where it begins, and another one where it ends. */
  private LoadTrial marked(LoadUnit unit, LoadTrial trial) {
    return (load, longer) -> {
      var words = "capacity: " + unit.words(load);
      session.trial(words, Severity.CHANGE);
      return trial
          .at(load, longer)
          .map(
              result -> {
                session.trial(words + " " + result.kind().word(), severity(result));
                return result;
              });
    };
  }

  private static Severity severity(TrialResult result) {
    return switch (result.kind()) {
      case PASSED -> Severity.GOOD;
      case MISSED -> Severity.PROBLEM;
      case UNDECIDED, LIMITED, ABORTED -> Severity.CHANGE;
    };
  }
}
