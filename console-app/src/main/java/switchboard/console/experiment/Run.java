package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.experiment.journal.Journal;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.experiment.machine.MachineLoad;
import switchboard.console.experiment.machine.MachineQuiet;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.probe.ProbeReader;
import switchboard.console.experiment.probe.Probes;
import switchboard.console.experiment.progress.RunPhase;
import switchboard.console.experiment.progress.RunProgress;
import switchboard.console.experiment.progress.StepProgress;
import switchboard.console.experiment.schedule.Ramp;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Baseline;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.session.TimelineEvent;
import switchboard.console.text.Format;

/** Carries out one {@link Experiment} and reports its progress. */
public final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /** The simulator gives up after ten seconds what has not settled. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private static final Duration POLL = Duration.ofMillis(200);

  /** How often replicas are asked for their counts, which start again from zero with them. */
  private static final Duration COUNTING = Duration.ofSeconds(1);

  /** Logs are kept for a while by whoever prints them, and samples for many minutes. */
  private static final Duration READING_LOGS = Duration.ofSeconds(5);

  private static final Duration READING_SAMPLES = Duration.ofMinutes(1);

  /** What probes of users are about. */
  private static final Duration RECENT = Duration.ofSeconds(10);

  /** Beyond what the ramp itself takes. */
  private static final Duration CONNECTING = Duration.ofMinutes(1);

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
  private final Consumer<String> out;
  private final Consumer<Step> launching;
  private final AfterRun afterRun;

  /** The start of the measurement of resource usage. */
  private Baseline baseline;

  /** What had been counted before, of a system that this session ran already. */
  private CountedBefore countedBefore = CountedBefore.NOTHING;

  /** What came before is the set-up of the system, or another run. */
  private volatile Instant loadedAt = Instant.MAX;

  private Set<TimelineEvent> eventsTold;
  private boolean toldAll;
  private final Journal journal;
  private final RunFigures figures = new RunFigures();
  private final RunRecorder recorder;
  private volatile Optional<RunRecord> kept = Optional.empty();
  private volatile boolean aborted;
  private volatile Optional<String> condition = Optional.empty();

  /** Once the load is taken away, what is left of it is slow and says nothing. */
  private volatile boolean abortable;

  private volatile AbortWatch aborts = new AbortWatch(List.of());
  private final RecentUsers recent = new RecentUsers(RECENT);
  private volatile Optional<Failure> failure = Optional.empty();
  private volatile Optional<Sources> watched = Optional.empty();

  /** What the run is at outside of its load; empty while that lasts. */
  private volatile Optional<RunPhase> beside = Optional.of(RunPhase.LAUNCHING);

  /** What progress is made of, once there is any. */
  private record Sources(RunPlan plan, RunClock clock, Steps steps, Probes probes) {}

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
    this.out = out;
    this.launching = launching;
    this.afterRun = afterRun;
    this.journal = journal;
    recorder = new RunRecorder(session);
    eventsTold = Set.copyOf(session.snapshot().timeline());
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
    var now = watched;
    if (now.isEmpty()) {
      var phase = beside.orElse(RunPhase.CONNECTING);
      return new RunProgress(
          phase, Optional.empty(), OptionalDouble.empty(), Optional.empty(), List.of(), List.of());
    }
    var clock = now.get().clock();
    var steps = now.get().steps();
    var phase = beside.orElseGet(() -> clock.phase(steps.areUnderWay()));
    return new RunProgress(
        phase,
        clock.left(phase),
        clock.share(),
        clock.untilEnd(),
        now.get().plan().schedule().steps().stream()
            .map(
                step ->
                    new StepProgress(
                        step,
                        steps.state(step),
                        clock.until(step.after()).filter(Duration::isPositive)))
            .toList(),
        now.get().probes().latest());
  }

  /** Why there was nothing to judge; empty otherwise. */
  public Optional<Failure> failure() {
    return failure;
  }

  /** What is left of it for a report, once it was carried out; empty without a result. */
  public Optional<RunRecord> record() {
    return kept;
  }

  /** Empty when it failed before there was anything to judge. Once for each run. */
  public Optional<RunResult> execute(Experiment experiment) throws InterruptedException {
    var ran = isRunning();
    var before = ran ? session.load() : experiment.plan().load().withUsers(0);
    session.endLoadWithIt(true);
    var judging = session.judgeBy(experiment.criteria().objectives());
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
      told(session.undoAll());
      told(session.setLoad(before));
    }
    session.endLoadWithIt(false);
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
    say("Launching on " + platform.name() + " …");
    if (!launch(plan)) {
      return Optional.empty();
    }
    var endpoints = platform.state().endpoints().orElseThrow();
    say("Chat at " + endpoints.gateway());
    if (endpoints.servesHttps() && !platform.adopted()) {
      session.authorityFile().ifPresent(file -> say("Browsers trust it when they trust " + file));
    }
    say("Store: " + platform.implementation(Role.STORE));
    return loaded(experiment, machine, comeLater(plan), platform.adopted());
  }

  /** On the system that this session runs already. */
  private Optional<RunResult> onRunning(Experiment experiment) throws InterruptedException {
    var plan = experiment.plan();
    if (aborted) {
      return Optional.empty();
    }
    beside = Optional.of(RunPhase.PREPARING);
    say("The system that runs already is used, and keeps running after the run.");
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
        && told(session.scale(plan.replicas(), this::launchStep))
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
    say("Seed: " + plan.schedule().seed());
    clock.begin();
    recorder.begin();
    loadedAt = session.now();
    var feed = new JournalFeed(session, this::note);
    if (unloaded && !told(session.setLoad(plan.load()))) {
      return Optional.empty();
    }
    session.stats().toOptional().ifPresent(first -> note(new RunNote.Began(session.now(), first)));
    baseline = session.figures().baseline();
    if (ran) {
      note(new RunNote.Counted(session.now(), session.figures().requestCounts(), true));
    }
    aborts = new AbortWatch(plan.schedule().aborts());
    var listening = session.listen(snapshot -> tell(snapshot, clock));
    Optional<RunResult> result;
    try {
      result = judged(experiment, machine, clock, feed);
    } finally {
      listening.close();
      endTelling();
    }
    result.ifPresent(found -> RunReport.of(found, verdicts()).forEach(this::say));
    if (afterRun == AfterRun.STOP_LAUNCHED && !platform.adopted() && !aborted) {
      told(session.stop(false, step -> {}));
    }
    return result;
  }

  private Optional<RunResult> judged(
      Experiment experiment, MachineLoad machine, RunClock clock, JournalFeed feed)
      throws InterruptedException {
    var plan = experiment.plan();
    var probes = new Probes(experiment.probes());
    var steps = watch(plan, clock, probes, feed);
    beside = Optional.of(RunPhase.SETTLING);
    count();
    var measured = clock.warmAfter().map(clock.sinceBegun()::minus);
    var replicas = platform.state().backends().stream().map(Instance::name).toList();
    var connections = session.figures().connections();
    var usage = session.figures().usage(baseline);
    var queries = session.figures().answers(experiment.figures());
    recorder.endLoad();
    var settled = aborted ? newestStats() : settle();
    if (settled.isEmpty()) {
      return Optional.empty();
    }
    note(new RunNote.Settled(session.now(), settled.get(), judging(session.snapshot())));
    feed.lines();
    feed.samples();
    var quiet = new MachineQuiet(machine, MachineLoad.now());
    var facts =
        new RunFacts(
            countedBefore.figures(),
            clock.connectedAfter().isPresent(),
            Optional.of(quiet),
            aborted ? List.of() : unready(),
            steps.notDone(),
            List.copyOf(steps.injected()),
            probes.results(),
            queries,
            session.failures().toOptional().map(countedBefore::takenFrom),
            clock.connectedAfter().map(took -> Ramp.of(plan.load().users(), took)),
            measured,
            replicas,
            connections,
            usage,
            whyAborted(),
            Optional.empty());
    kept = Optional.of(recorder.record(experiment, facts, figures, verdicts()));
    return kept.map(RunRecord::result);
  }

  /**
   * Lets the load last until there is nothing more to see of it.
   *
   * @return the steps as they were taken
   */
  private Steps watch(RunPlan plan, RunClock clock, Probes probes, JournalFeed feed)
      throws InterruptedException {
    // One that waits for an answer must not keep others from being asked.
    try (var each = Executors.newScheduledThreadPool(3 + probes.all().size());
        var reader = new ProbeReader(session, () -> recent.last(RECENT));
        var steps = new Steps(session, plan.schedule(), this::say)) {
      watched = Optional.of(new Sources(plan, clock, steps, probes));
      beside = Optional.empty();
      var tasks = new ArrayList<Future<?>>();
      tasks.add(every(COUNTING, each, this::count));
      tasks.add(every(READING_LOGS, each, feed::lines));
      tasks.add(every(READING_SAMPLES, each, feed::samples));
      probes
          .all()
          .forEach(
              probe ->
                  tasks.add(
                      every(COUNTING, each, () -> askContinuously(probe, probes, reader, clock))));
      abortable = true;
      load(plan, clock, steps, probes, reader);
      awaitVerdicts(session.now());
      if (!isEnded()) {
        probes.ask(List.of(Probe.When.AFTER), reader::read);
      }
      abortable = false;
      if (condition.isPresent()) {
        steps.abortLoadTest();
        told(session.undoAll());
      }
      tasks.forEach(task -> task.cancel(false));
      if (isEnded() || afterRun == AfterRun.KEEP_RUNNING) {
        steps.cancel();
      }
      return steps;
    }
  }

  /** Of faults of this run: a session may have judged others before. */
  private List<Verdict> verdicts() {
    return session.snapshot().verdicts().stream()
        .filter(verdict -> !verdict.at().isBefore(loadedAt))
        .toList();
  }

  /** Those of this run whose verdict is not out yet: setting limits up front is none of it. */
  private List<PendingVerdict> judging(Snapshot snapshot) {
    return snapshot.judging().stream().filter(each -> !each.at().isBefore(loadedAt)).toList();
  }

  /** Before its time: by the operator, or by a condition. */
  private boolean isEnded() {
    return aborted || condition.isPresent();
  }

  private Optional<String> whyAborted() {
    return aborted ? Optional.of("The operator ended the run before its time") : condition;
  }

  private static Future<?> every(Duration interval, ScheduledExecutorService by, Runnable task) {
    var millis = interval.toMillis();
    return by.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            // It would end all that come after it.
            LOG.warn("Not counted, read or asked this time", e);
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  private void count() {
    note(new RunNote.Counted(session.now(), session.figures().requestCounts(), false));
  }

  private void sayWhatBecomesOf(int replicas, RunPlan plan) {
    say(
        "A system with "
            + replicas
            + (replicas == 1 ? " replica" : " replicas")
            + " is already running. It is adopted with "
            + plan.replicas()
            + ", and keeps running after the run, however the run ends, without the run's users,"
            + " and with the replicas and limits that it has then.");
  }

  /**
   * Lets the load last as long as planned; takes the steps, and ends the warm-up, in their time.
   */
  private void load(RunPlan plan, RunClock clock, Steps steps, Probes probes, ProbeReader reader)
      throws InterruptedException {
    var ahead = new ArrayDeque<>(plan.schedule().steps());
    var asked = false;
    while (!isEnded() && !isOver(plan, clock)) {
      var due = clock.elapsed().filter(now -> isDue(ahead.peek(), now)).isPresent();
      if (due && !asked) {
        asked = true;
        probes.ask(List.of(Probe.When.BEFORE), reader::read);
        note(new RunNote.StepsBegan(session.now()));
      }
      if (due) {
        switch (ahead.poll()) {
          case TargetedStep step -> steps.take(step);
          case ScheduledChange step -> steps.begin(step);
          case ScheduledWait step -> await(step, clock, steps, probes, reader);
        }
      }
      warmUp(plan.timing().warmUp(), clock);
      pause();
    }
    if (!asked && !isEnded()) {
      probes.ask(List.of(Probe.When.BEFORE), reader::read);
    }
    if (!isEnded()) {
      ahead.forEach(step -> steps.failed(step, "the run ended before its time had come"));
    }
    while (steps.areChanging() && !isEnded()) {
      pause();
    }
  }

  private static boolean isDue(ScheduledStep step, Duration now) {
    return step != null && now.compareTo(step.after()) >= 0;
  }

  /** Users that cannot all be connected never let a measurement begin. */
  private static boolean isOver(RunPlan plan, RunClock clock) {
    return clock
        .elapsed()
        .map(now -> now.compareTo(plan.timing().duration()) >= 0)
        .orElseGet(() -> clock.sinceBegun().compareTo(latestStart(plan)) > 0);
  }

  private static Duration latestStart(RunPlan plan) {
    return Duration.ofSeconds(plan.load().users() / plan.load().spawnRate())
        .plus(CONNECTING)
        .plus(plan.timing().warmUp());
  }

  private void await(
      ScheduledWait step, RunClock clock, Steps steps, Probes probes, ProbeReader reader)
      throws InterruptedException {
    say(text(clock) + "  " + step.text());
    steps.began(step);
    clock.hold();
    // Before a change has begun, all is as it was.
    while (!isEnded()) {
      if (steps.areChanging() && clock.waiting().compareTo(step.atMost()) < 0) {
        pause();
        continue;
      }
      var answer = probes.note(step.probe(), reader.read(step.probe().source()));
      if (answer.isPresent() && step.probe().holds(answer.getAsDouble())) {
        break;
      }
      if (clock.waiting().compareTo(step.atMost()) >= 0) {
        steps.failed(step, "it did not");
        break;
      }
      pause();
    }
    clock.goOn();
    steps.ended(step);
  }

  private void askContinuously(Probe probe, Probes probes, ProbeReader reader, RunClock clock) {
    if (clock.warmAfter().isPresent() && !isEnded()) {
      probes.ask(
          probe,
          judging(session.snapshot()).isEmpty()
              ? List.of(Probe.When.CONTINUOUS)
              : List.of(Probe.When.CONTINUOUS, Probe.When.DURING),
          reader::read);
    }
  }

  /** Faults that begin later are not awaited: a component may crash repeatedly. */
  private void awaitVerdicts(Instant begunBefore) throws InterruptedException {
    while (!isEnded()
        && (session.snapshot().at().isBefore(begunBefore)
            || judging(session.snapshot()).stream()
                .anyMatch(on -> on.at().isBefore(begunBefore)))) {
      pause();
    }
  }

  private void warmUp(Duration lasts, RunClock clock) {
    if (clock.connectedAfter().isEmpty() && allConnected()) {
      clock.connected();
      recorder.connected();
    }
    var over =
        clock.connectedAfter().map(after -> clock.sinceBegun().compareTo(after.plus(lasts)) >= 0);
    if (clock.warmAfter().isEmpty() && over.orElse(false) && told(session.mark())) {
      clock.warm();
      recorder.warm();
      baseline = session.figures().baseline();
      session
          .stats()
          .toOptional()
          .ifPresent(marked -> note(new RunNote.Warm(session.now(), marked)));
    }
  }

  private boolean allConnected() {
    return session.stats() instanceof Outcome.Done<LoadStats>(LoadStats stats)
        && stats.allConnected();
  }

  /** Users come when there are simulators enough for them, and replicas have their limits. */
  private static boolean comeLater(RunPlan plan) {
    return plan.simulators().isPresent() || plan.limits().isPresent();
  }

  private boolean launch(RunPlan plan) {
    var few = comeLater(plan) ? plan.load().withUsers(0) : plan.load();
    return told(
            session
                .launch(plan.replicas(), plan.fsync(), plan.tls(), few, this::launchStep)
                .then(Session.Launch::load))
        && size(plan);
  }

  private boolean size(RunPlan plan) {
    return (plan.simulators().isEmpty()
            || told(session.scaleSimulators(plan.simulators().getAsInt(), this::launchStep)))
        && plan.limits().map(each -> told(session.limit(each, this::launchStep))).orElse(true);
  }

  private Optional<LoadStats> settle() throws InterruptedException {
    if (!told(session.quiesce())) {
      return Optional.empty();
    }
    var deadline = System.nanoTime() + SETTLING.toNanos();
    while (true) {
      switch (session.stats()) {
        case Outcome.Done<LoadStats>(LoadStats stats) -> {
          if (aborted || stats.settled() || System.nanoTime() > deadline) {
            return Optional.of(stats);
          }
        }
        case Outcome.Failed<LoadStats>(Failure why) -> {
          if (aborted) {
            return newestStats();
          }
          tell(why);
          return Optional.empty();
        }
      }
      pause();
    }
  }

  /** As they are now or, of simulators that have ended already, as they were last. */
  private Optional<LoadStats> newestStats() {
    return session.stats().toOptional().or(figures::newest);
  }

  /** Replicas that should serve and do not. */
  private List<String> unready() {
    return platform.state().backends().stream()
        .filter(each -> !each.isReady() && each.state() != Instance.State.STOPPED)
        .map(Instance::name)
        .toList();
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
  }

  private <T> boolean told(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> true;
      case Outcome.Failed<T>(Failure why) -> {
        tell(why);
        yield false;
      }
    };
  }

  private void tell(Failure why) {
    failure = failure.or(() -> Optional.of(why));
    say(why.sentence());
    if (!why.details().isEmpty()) {
      say(why.details());
    }
  }

  private void launchStep(Step step) {
    launching.accept(step);
    if (step.status() == Step.Status.FAILED) {
      say(step.name() + ": " + step.detail());
    }
  }

  private synchronized void tell(Snapshot snapshot, RunClock clock) {
    if (toldAll) {
      return;
    }
    var events = snapshot.timeline();
    events.stream()
        .filter(event -> !eventsTold.contains(event))
        .forEach(event -> say(text(clock) + "  " + event.text()));
    eventsTold = Set.copyOf(events);
    recorder.see(snapshot);
    note(looked(snapshot, clock));
    snapshot.load().ifPresent(load -> observe(snapshot, load, clock));
  }

  /** A snapshot that is still on its way must not follow the result. */
  private synchronized void endTelling() {
    toldAll = true;
  }

  private RunNote.Looked looked(Snapshot snapshot, RunClock clock) {
    var calm =
        clock
            .connectedAfter()
            .filter(connected -> clock.sinceBegun().minus(connected).compareTo(RunFigures.CALM) > 0)
            .isPresent();
    return RunNote.Looked.of(snapshot, judging(snapshot), calm);
  }

  /** In the same order for all who make something of it. */
  private void note(RunNote note) {
    synchronized (figures) {
      figures.note(note);
      journal.keep(note);
    }
  }

  private void observe(Snapshot snapshot, LoadStats load, RunClock clock) {
    recent.observe(load, snapshot.loadAt());
    // While users join, requests are slow in any case.
    if (abortable && clock.connectedAfter().isPresent() && !isEnded()) {
      condition = aborts.observe(load, snapshot.loadAt()).map("The run was ended by "::concat);
      condition.ifPresent(reason -> say(text(clock) + "  " + reason));
    }
    say(text(clock) + "  " + line(snapshot, load));
  }

  private static String line(Snapshot snapshot, LoadStats load) {
    var recent = load.latencyMillis().last10s();
    return snapshot.system().readyBackends()
        + "/"
        + snapshot.system().backends().size()
        + " ready  "
        + Format.whole(load.users().connected())
        + " of "
        + Format.count(load.users().wanted(), "user")
        + "  "
        + Format.count(load.requests().total(), "request")
        + ", "
        + Format.whole(load.requests().failed())
        + " failed  "
        + Format.whole(load.messages().lost())
        + " lost  p99 "
        + RunReport.millis(recent.p99());
  }

  private static String text(RunClock clock) {
    var seconds = clock.sinceBegun().toSeconds();
    return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
  }

  private synchronized void say(String line) {
    out.accept(line);
  }
}
