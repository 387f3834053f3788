package switchboard.console.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.experiment.journal.Journal;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.experiment.machine.MachineLoad;
import switchboard.console.experiment.machine.MachineQuiet;
import switchboard.console.experiment.progress.RunPhase;
import switchboard.console.experiment.progress.RunProgress;
import switchboard.console.experiment.schedule.Ramp;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;

/** Carries out one {@link Experiment} and reports its progress. */
public final class Run {
  /** The simulator gives up after ten seconds what has not settled. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private static final Duration POLL = Duration.ofMillis(200);

  /** What becomes of the system when the run is over. */
  public enum AfterRun {
    /**
     * One that the run launched is stopped, unless the run was aborted: who did that ends it. One
     * that ran before keeps running, without the run's users.
     */
    STOP_LAUNCHED,
    /**
     * It keeps running in any case, with every fault undone and the load that it had before: none
     * when the run launched it.
     */
    KEEP_RUNNING
  }

  private final OperatedPlatform platform;
  private final Session session;
  private final Narration narration;
  private final Consumer<Step> launching;
  private final AfterRun afterRun;

  /** What had been counted before, of a system that this session ran already. */
  private CountedBefore countedBefore = CountedBefore.NOTHING;

  private final Journal journal;
  private final RunFigures figures = new RunFigures();
  private final RunRecorder recorder;
  private volatile Optional<RunRecord> kept = Optional.empty();
  private volatile boolean aborted;
  private volatile Optional<RunningLoad> watched = Optional.empty();

  /** What the run is at outside of its load; empty while that lasts. */
  private volatile Optional<RunPhase> beside = Optional.of(RunPhase.LAUNCHING);

  /**
   * A run as the command line has it.
   *
   * @param out receives the progress, line by line
   */
  public Run(Session session, Consumer<String> out) {
    this(session, out, Journal.NONE);
  }

  /**
   * The same, of which notes are kept.
   *
   * @param out receives the progress, line by line
   */
  public Run(Session session, Consumer<String> out, Journal journal) {
    this(session, out, step -> {}, AfterRun.STOP_LAUNCHED, journal);
  }

  /**
   * A run on the system of a session.
   *
   * @param out receives the progress, line by line
   * @param launching receives the steps of the launch
   * @param journal keeps what is noted of it
   */
  public Run(
      Session session,
      Consumer<String> out,
      Consumer<Step> launching,
      AfterRun afterRun,
      Journal journal) {
    platform = session.platform();
    this.session = session;
    narration = new Narration(out);
    this.launching = launching;
    this.afterRun = afterRun;
    this.journal = journal;
    recorder = new RunRecorder(session);
  }

  /**
   * Ends the run before its time. It is judged by what was seen until then; unless the system is to
   * keep running, who calls this ends it. Any thread may call.
   */
  public void abort() {
    aborted = true;
  }

  /** How far it is. Any thread may call; never blocks. */
  public RunProgress progress() {
    var load = watched;
    if (load.isPresent()) {
      return load.get().progress(beside);
    }
    var phase = beside.orElse(RunPhase.CONNECTING);
    return new RunProgress(
        phase, Optional.empty(), OptionalDouble.empty(), Optional.empty(), List.of(), List.of());
  }

  /** Why there was nothing to judge; empty otherwise. */
  public Optional<Failure> failure() {
    return narration.failure();
  }

  /** What is left of it for a report, once it was carried out; empty without a result. */
  public Optional<RunRecord> record() {
    return kept;
  }

  /** Empty when it failed before there was anything to judge. Once for each run. */
  public Optional<RunResult> execute(Experiment experiment) throws InterruptedException {
    var ran = isRunning();
    var before = ran ? session.load().plan() : experiment.plan().load().withUsers(0);
    session.load().endWithSession(true);
    var judging = session.verdicts().judgeBy(experiment.criteria().objectives());
    try {
      return ran ? onRunning(experiment) : launched(experiment);
    } finally {
      judging.close();
      if (afterRun == AfterRun.KEEP_RUNNING) {
        restore(before);
      }
      beside = Optional.of(RunPhase.ENDED);
    }
  }

  private boolean isRunning() {
    return platform.state().phase() == SystemState.Phase.RUNNING;
  }

  private void restore(LoadPlan before) {
    // Cancelling ends the run, and not what the system is owed after it.
    var interrupted = Thread.interrupted();
    if (isRunning()) {
      narration.done(session.undoing().undoAll());
      narration.done(session.load().set(before));
    }
    session.load().endWithSession(false);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<RunResult> launched(Experiment experiment) throws InterruptedException {
    var plan = experiment.plan();
    if (aborted) {
      return Optional.empty();
    }
    var machine = MachineLoad.now();
    platform.existingReplicas().ifPresent(replicas -> sayWhatBecomesOf(replicas, plan));
    narration.say("Launching on " + platform.name() + " …");
    if (!launch(plan)) {
      return Optional.empty();
    }
    var endpoints = platform.state().endpoints().orElseThrow();
    narration.say("Chat at " + endpoints.gateway());
    if (endpoints.servesHttps() && !platform.adopted()) {
      session
          .authorityFile()
          .ifPresent(file -> narration.say("Browsers trust it when they trust " + file));
    }
    narration.say("Store: " + platform.implementation(Role.STORE));
    return loaded(experiment, machine, comeLater(plan), platform.adopted());
  }

  /** On the system that this session runs already. */
  private Optional<RunResult> onRunning(Experiment experiment) throws InterruptedException {
    var plan = experiment.plan();
    if (aborted) {
      return Optional.empty();
    }
    beside = Optional.of(RunPhase.PREPARING);
    narration.say("The system that runs already is used, and keeps running after the run.");
    // Its users rest while it changes its size, and what is counted from then on is the run's.
    if (settle().isEmpty() || !resized(plan)) {
      return Optional.empty();
    }
    var machine = MachineLoad.now();
    var settled = settle();
    countedBefore = new CountedBefore(settled);
    return settled.isPresent() ? loaded(experiment, machine, true, true) : Optional.empty();
  }

  /** A run that has been ended changes nothing more: the system may be given back by now. */
  private boolean resized(RunPlan plan) {
    return !aborted
        && narration.done(session.replicas().scale(plan.replicas(), this::launchStep))
        && !aborted
        && size(plan);
  }

  /**
   * Lets the load last, and judges it.
   *
   * @param machine before there was a load
   * @param unloaded whether the load is still to be set
   * @param ran whether the replicas have answered others before
   */
  private Optional<RunResult> loaded(
      Experiment experiment, MachineLoad machine, boolean unloaded, boolean ran)
      throws InterruptedException {
    var plan = experiment.plan();
    var clock = new RunClock(plan);
    narration.say("Seed: " + plan.schedule().seed());
    clock.begin();
    recorder.begin();
    Optional<RunResult> result;
    List<Verdict> verdicts;
    try (var load =
        new RunningLoad(
            session, experiment, clock, recorder, narration, this::note, () -> aborted)) {
      if (unloaded && !narration.done(session.load().set(plan.load()))) {
        return Optional.empty();
      }
      load.begin(ran);
      result = judged(experiment, machine, clock, load);
      verdicts = load.verdicts();
    }
    result.ifPresent(found -> RunReport.of(found, verdicts).forEach(narration::say));
    if (afterRun == AfterRun.STOP_LAUNCHED && !platform.adopted() && !aborted) {
      narration.done(session.stop(false, step -> {}));
    }
    return result;
  }

  private Optional<RunResult> judged(
      Experiment experiment, MachineLoad machine, RunClock clock, RunningLoad load)
      throws InterruptedException {
    var plan = experiment.plan();
    watched = Optional.of(load);
    beside = Optional.empty();
    load.last(afterRun == AfterRun.KEEP_RUNNING);
    beside = Optional.of(RunPhase.SETTLING);
    load.count();
    var measured = clock.warmAfter().map(clock.sinceBegun()::minus);
    var replicas = platform.state().backends().stream().map(Instance::name).toList();
    var connections = session.figures().connections();
    var usage = session.figures().usage(load.baseline());
    var queries = session.figures().answers(experiment.figures());
    recorder.endLoad();
    var settled = aborted ? newestStats() : settle();
    if (settled.isEmpty()) {
      return Optional.empty();
    }
    load.settled(settled.get());
    var quiet = new MachineQuiet(machine, MachineLoad.now());
    var facts =
        new RunFacts(
            countedBefore.figures(),
            clock.connectedAfter().isPresent(),
            Optional.of(quiet),
            aborted ? List.of() : unready(),
            load.steps().notDone(),
            List.copyOf(load.steps().injected()),
            load.probes().results(),
            queries,
            session.load().failures().toOptional().map(countedBefore::takenFrom),
            clock.connectedAfter().map(took -> Ramp.of(plan.load().users(), took)),
            measured,
            replicas,
            connections,
            usage,
            aborted ? Optional.of("The operator ended the run before its time") : load.condition(),
            Optional.empty());
    kept = Optional.of(recorder.record(experiment, facts, figures, load.verdicts()));
    return kept.map(RunRecord::result);
  }

  private void sayWhatBecomesOf(int replicas, RunPlan plan) {
    narration.say(
        "A system with "
            + replicas
            + (replicas == 1 ? " replica" : " replicas")
            + " is already running. It is adopted with "
            + plan.replicas()
            + ", and keeps running after the run, however the run ends, without the run's users,"
            + " and with the replicas and limits that it has then.");
  }

  /** Users come when there are simulators enough for them, and replicas have their limits. */
  private static boolean comeLater(RunPlan plan) {
    return plan.simulators().isPresent() || plan.limits().isPresent();
  }

  private boolean launch(RunPlan plan) {
    var few = comeLater(plan) ? plan.load().withUsers(0) : plan.load();
    return narration.done(
            session
                .launch(plan.replicas(), plan.fsync(), plan.tls(), few, this::launchStep)
                .then(Session.Launch::load))
        && size(plan);
  }

  private boolean size(RunPlan plan) {
    return (plan.simulators().isEmpty()
            || narration.done(session.load().scale(plan.simulators().getAsInt(), this::launchStep)))
        && plan.limits()
            .map(each -> narration.done(session.replicas().limit(each, this::launchStep)))
            .orElse(true);
  }

  private Optional<LoadStats> settle() throws InterruptedException {
    if (!narration.done(session.load().quiesce())) {
      return Optional.empty();
    }
    var deadline = System.nanoTime() + SETTLING.toNanos();
    while (true) {
      switch (session.load().stats()) {
        case Outcome.Done<LoadStats>(LoadStats stats) -> {
          if (aborted || stats.settled() || System.nanoTime() > deadline) {
            return Optional.of(stats);
          }
        }
        case Outcome.Failed<LoadStats>(Failure why) -> {
          if (aborted) {
            return newestStats();
          }
          narration.failed(why);
          return Optional.empty();
        }
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  /** As they are now or, of simulators that have ended already, as they were last. */
  private Optional<LoadStats> newestStats() {
    return session.load().stats().toOptional().or(figures::newest);
  }

  /** Replicas that should serve and do not. */
  private List<String> unready() {
    return platform.state().backends().stream()
        .filter(each -> !each.isReady() && each.state() != Instance.State.STOPPED)
        .map(Instance::name)
        .toList();
  }

  private void launchStep(Step step) {
    launching.accept(step);
    if (step.status() == Step.Status.FAILED) {
      narration.say(step.name() + ": " + step.detail());
    }
  }

  /** In the same order for all who make something of it. */
  private void note(RunNote note) {
    synchronized (figures) {
      figures.note(note);
      journal.keep(note);
    }
  }
}
