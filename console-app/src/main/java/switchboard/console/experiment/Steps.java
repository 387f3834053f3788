package switchboard.console.experiment;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.experiment.progress.StepProgress.State;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.loadtest.LoadTestRun;
import switchboard.console.platform.Step;
import switchboard.console.session.Session;
import switchboard.console.verdict.Result;

/**
 * Carries out the steps of a run: faults and starts at once, changes one after the other beside
 * them.
 */
final class Steps implements AutoCloseable {
  /** Of faults, as replicas take them: 0 to below this. */
  private static final int SEEDS = Integer.MAX_VALUE;

  private final Session session;
  private final Schedule schedule;
  private final Consumer<String> out;
  private final ExecutorService changes = Executors.newSingleThreadExecutor();
  private final List<String> notDone = new ArrayList<>();
  private final List<InjectedFault> injected = new ArrayList<>();
  private final IdentityHashMap<ScheduledStep, State> states = new IdentityHashMap<>();
  private int changing;
  private volatile LoadTestRun testing = new LoadTestRun(report -> {});

  /**
   * @param out receives what could not be done, line by line
   */
  Steps(Session session, Schedule schedule, Consumer<String> out) {
    this.session = session;
    this.schedule = schedule;
    this.out = out;
  }

  /** Whether a step is. */
  synchronized boolean areUnderWay() {
    return states.containsValue(State.UNDER_WAY);
  }

  /** How far a step is. */
  synchronized State state(ScheduledStep step) {
    return states.getOrDefault(step, State.AHEAD);
  }

  /** A step is under way. */
  synchronized void began(ScheduledStep step) {
    states.put(step, State.UNDER_WAY);
  }

  /** Nothing more comes of a step: it is done, unless it {@link #failed}. */
  synchronized void ended(ScheduledStep step) {
    states.replace(step, State.UNDER_WAY, State.DONE);
  }

  /** Injects a fault, or starts what one has stopped; returns when that is done. */
  void take(TargetedStep step) {
    began(step);
    act(step);
    ended(step);
  }

  private void act(TargetedStep step) {
    var chance = schedule.chance(step);
    var names = step.targets().among(session.platform().state(), chance);
    if (names.isEmpty()) {
      failed(step, "no " + step.targets().role().label() + " is ready");
      return;
    }
    switch (step) {
      case ScheduledStart start -> onEach(start, names, session.replicas()::start);
      case ScheduledFault fault -> {
        var faults = new LinkedHashMap<String, InjectedFault>();
        names.forEach(name -> faults.put(name, fault.on(name, chance.nextInt(SEEDS))));
        var refusal =
            schedule.allowOutage()
                ? Optional.<Failure>empty()
                : session.faults().outage(List.copyOf(faults.values()));
        if (refusal.isPresent()) {
          failed(step, step.text(), refusal.get());
        } else {
          onEach(fault, names, name -> inject(faults.get(name)));
        }
      }
    }
  }

  private Outcome<?> inject(InjectedFault fault) {
    var outcome = session.faults().inject(fault);
    if (outcome instanceof Outcome.Done<?>) {
      synchronized (this) {
        injected.add(fault);
      }
    }
    return outcome;
  }

  /** The faults that were injected. */
  synchronized List<InjectedFault> injected() {
    return List.copyOf(injected);
  }

  /** Of several at once: one after the other, the last would be late by all stops before it. */
  private void onEach(TargetedStep step, List<String> names, Function<String, Outcome<?>> action) {
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      names.forEach(
          name ->
              each.execute(
                  () -> attempt(step, step.word() + " " + name, () -> action.apply(name))));
    }
  }

  /** Begins a change as soon as those before it are done. */
  void begin(ScheduledChange step) {
    began(step);
    synchronized (this) {
      changing++;
    }
    changes.execute(
        () -> {
          try {
            attempt(step, step.text(), () -> done(step.change()));
          } finally {
            ended(step);
            synchronized (this) {
              changing--;
            }
          }
        });
  }

  private Outcome<?> done(ScheduledChange.Change change) {
    return switch (change) {
      case ScheduledChange.Scale scale ->
          session.replicas().scale(scale.replicas(), this::tellFailed);
      case ScheduledChange.Limit limit ->
          session.replicas().limit(limit.limits(), this::tellFailed);
      case ScheduledChange.Load load -> session.load().set(load.plan());
      case ScheduledChange.LoadTest test -> {
        var run = new LoadTestRun(report -> {});
        testing = run;
        yield session.load().test(test.plan(), run).then(Steps::measuredTheSystem);
      }
    };
  }

  /** Ends the load test that is on its way: it must not go on while faults are undone. */
  void abortLoadTest() {
    testing.abort();
  }

  /** Of a load test that the simulator limited the figures say nothing about the system. */
  private static Outcome<LoadTestResult> measuredTheSystem(LoadTestResult result) {
    return result.result() == Result.INVALID
        ? Outcome.failed(
            new Failure("The load test", result.sentence(), "Use fewer requests at a time."))
        : Outcome.done(result);
  }

  /** Whether a change is on its way. */
  synchronized boolean areChanging() {
    return changing > 0;
  }

  /** What could not be done, and why, as sentences without a full stop. */
  synchronized List<String> notDone() {
    return List.copyOf(notDone);
  }

  private void attempt(ScheduledStep step, String what, Supplier<Outcome<?>> action) {
    try {
      if (action.get() instanceof Outcome.Failed<?>(Failure failure)) {
        failed(step, what, failure);
      }
    } catch (RuntimeException e) {
      // Nobody else would notice: the run goes on without the step.
      failed(step, what, e.toString());
    }
  }

  private void failed(ScheduledStep step, String what, Failure failure) {
    if (!failure.details().isEmpty()) {
      out.accept(failure.details());
    }
    failed(step, what, failure.sentence());
  }

  /** A step could not be taken. */
  void failed(ScheduledStep step, String why) {
    failed(step, step.text(), why);
  }

  private synchronized void failed(ScheduledStep step, String what, String why) {
    var sentence = "This was not done: " + what + ": " + why.replaceFirst("\\.$", "");
    states.put(step, State.NOT_DONE);
    notDone.add(sentence);
    out.accept(sentence);
  }

  private void tellFailed(Step step) {
    if (step.status() == Step.Status.FAILED) {
      out.accept(step.name() + ": " + step.detail());
    }
  }

  /** Cancels the change that is on its way, where the system does not end with the run. */
  void cancel() {
    abortLoadTest();
    changes.shutdownNow();
    changes.close();
  }

  /** A change that is on its way ends with the system. */
  @Override
  public void close() {
    changes.shutdown();
  }
}
