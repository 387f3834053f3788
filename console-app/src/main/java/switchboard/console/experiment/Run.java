package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.probe.ProbeReader;
import switchboard.console.experiment.probe.Probes;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.session.Baseline;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.session.TimelineEvent;
import switchboard.console.text.Format;

/** Carries out one {@link Experiment} and reports its progress. */
public final class Run {
  /** The simulator gives up after ten seconds what has not settled. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  /** The simulator's lateness covers ten seconds, none of which may be from the end of the ramp. */
  private static final Duration CALM = Duration.ofSeconds(12);

  private static final Duration POLL = Duration.ofMillis(200);

  /** How often replicas are asked for their counts, which start again from zero with them. */
  private static final Duration COUNTING = Duration.ofSeconds(1);

  /** What probes of users are about. */
  private static final Duration RECENT = Duration.ofSeconds(10);

  /** Beyond what the ramp itself takes. */
  private static final Duration CONNECTING = Duration.ofMinutes(1);

  private final OperatedPlatform platform;
  private final Session session;
  private final Consumer<String> out;
  private final CounterDeltas requests = new CounterDeltas();
  private long begun;
  private volatile Optional<Duration> connectedAfter = Optional.empty();
  private volatile Optional<Duration> warmAfter = Optional.empty();
  private Duration waited = Duration.ZERO;

  /** The start of the measurement of resource usage. */
  private Baseline baseline;

  private Set<TimelineEvent> eventsTold = Set.of();
  private final UserFigures users = new UserFigures();
  private final RunRecorder recorder;
  private Optional<RunRecord> kept = Optional.empty();
  private volatile boolean aborted;
  private volatile Optional<String> condition = Optional.empty();

  /** Once the load is taken away, what is left of it is slow and says nothing. */
  private volatile boolean abortable;

  private volatile AbortWatch aborts = new AbortWatch(List.of());
  private final RecentUsers recent = new RecentUsers(RECENT);

  /**
   * @param out receives the progress, line by line
   */
  public Run(Session session, Consumer<String> out) {
    platform = session.platform();
    this.session = session;
    recorder = new RunRecorder(session);
    this.out = out;
  }

  /**
   * Ends the run before its time. It is judged by what was seen until then; who calls this ends the
   * system. Any thread may call.
   */
  public void abort() {
    aborted = true;
  }

  /**
   * Empty when it failed before there was anything to judge. The system is stopped at the end; one
   * that was already running keeps running, without the run's load.
   */
  public Optional<RunResult> execute(Experiment experiment) throws InterruptedException {
    var plan = experiment.plan();
    var criteria = experiment.criteria();
    var machine = MachineLoad.now();
    session.judgeBy(criteria.objectives());
    platform.existingReplicas().ifPresent(replicas -> sayWhatBecomesOf(replicas, plan));
    session.endLoadWithIt();
    say("Launching on " + platform.name() + " …");
    if (!launch(plan)) {
      return Optional.empty();
    }
    say("Chat at " + platform.state().endpoints().orElseThrow().gateway());
    say("Store: " + platform.implementation(Role.STORE));
    say("Seed: " + plan.schedule().seed());
    begun = System.nanoTime();
    recorder.begin();
    if (comeLater(plan) && !told(session.setLoad(plan.load()))) {
      return Optional.empty();
    }
    session.stats().toOptional().ifPresent(first -> users.begin(first, session.now()));
    baseline = session.figures().baseline();
    if (platform.adopted()) {
      // Its replicas have answered others before.
      requests.leaveOut(session.figures().requestCounts());
    }
    aborts = new AbortWatch(plan.schedule().aborts());
    var probes = new Probes(experiment.probes());
    List<String> notDone;
    session.listen(this::tell);
    // What is asked may take its time, and must not keep from counting.
    try (var each = Executors.newScheduledThreadPool(2);
        var reader = new ProbeReader(session, () -> recent.last(RECENT));
        var steps = new Steps(session, plan.schedule(), this::say)) {
      var counting = eachSecond(each, this::count);
      var asking = eachSecond(each, () -> askContinuously(probes, reader));
      abortable = true;
      load(plan, steps, probes, reader);
      awaitVerdicts(session.now());
      if (!isEnded()) {
        probes.ask(List.of(Probe.When.AFTER), reader::read);
      }
      notDone = steps.notDone();
      abortable = false;
      if (condition.isPresent()) {
        told(session.undoAll());
      }
      counting.cancel(false);
      asking.cancel(false);
    }
    count();
    var measured = warmAfter.map(sinceBegun()::minus);
    var replicas = platform.state().backends().stream().map(Instance::name).toList();
    var connections = Balance.among(replicas, session.figures().connections());
    var usage = session.figures().usage(baseline);
    var queries = session.figures().answers(experiment.figures());
    recorder.endLoad();
    var stats = aborted ? newestStats() : settle();
    stats.ifPresent(
        last -> users.observe(last, session.snapshot().judging(), session.now(), false));
    var quiet = new MachineQuiet(machine, MachineLoad.now());
    var unready = aborted ? List.<String>of() : unready();
    var failures = session.failures().toOptional();
    session.listen(snapshot -> {});
    var verdicts = session.snapshot().verdicts();
    var ramp = connectedAfter.map(took -> Ramp.of(plan.load().users(), took));
    var result =
        stats.map(
            last ->
                RunResult.judge(
                    platform.id(),
                    experiment,
                    new RunObservations(
                        last,
                        users.lost(),
                        worstLateness(last),
                        users.deliveries(),
                        users.phases().populations(),
                        users.phases().requestsAccountedFor(),
                        users.phases().steadiness(),
                        quiet,
                        unready,
                        notDone,
                        probes.results(),
                        queries,
                        failures,
                        ramp,
                        measured,
                        Balance.among(replicas, requests.sinceBeginning()),
                        connections,
                        usage,
                        whyAborted()),
                    verdicts));
    result.ifPresent(judged -> RunReport.of(judged, verdicts).forEach(this::say));
    kept =
        result.map(
            judged -> recorder.record(experiment, judged, stats.orElseThrow(), users, verdicts));
    if (!platform.adopted() && !aborted) {
      told(session.stop(false, step -> {}));
    }
    return result;
  }

  /** What is left of it for a report, once it was carried out; empty without a result. */
  public Optional<RunRecord> record() {
    return kept;
  }

  /** Before its time: by the operator, who ends the system as well, or by a condition. */
  private boolean isEnded() {
    return aborted || condition.isPresent();
  }

  private Optional<String> whyAborted() {
    return aborted ? Optional.of("The operator ended the run before its time") : condition;
  }

  private static Future<?> eachSecond(ScheduledExecutorService by, Runnable task) {
    var second = COUNTING.toMillis();
    return by.scheduleWithFixedDelay(task, second, second, TimeUnit.MILLISECONDS);
  }

  private void count() {
    requests.look(session.figures().requestCounts());
  }

  private void sayWhatBecomesOf(int replicas, RunPlan plan) {
    say(
        "A system with "
            + replicas
            + (replicas == 1 ? " replica" : " replicas")
            + " is already running. It is adopted with "
            + plan.replicas()
            + ", and keeps running after the run, however the run ends, without the run's users.");
  }

  /**
   * Lets the load last as long as planned; takes the steps, and ends the warm-up, in their time.
   */
  private void load(RunPlan plan, Steps steps, Probes probes, ProbeReader reader)
      throws InterruptedException {
    var ahead = new ArrayDeque<>(plan.schedule().steps());
    var asked = false;
    while (!isEnded() && !isOver(plan)) {
      var due = elapsed(plan.timing()).filter(now -> isDue(ahead.peek(), now)).isPresent();
      if (due && !asked) {
        asked = true;
        probes.ask(List.of(Probe.When.BEFORE), reader::read);
      }
      if (due) {
        switch (ahead.poll()) {
          case TargetedStep step -> steps.take(step);
          case ScheduledChange step -> steps.begin(step.change());
          case ScheduledWait step -> await(step, steps, reader);
        }
      }
      warmUp(plan.timing().warmUp());
      pause();
    }
    if (!asked && !isEnded()) {
      probes.ask(List.of(Probe.When.BEFORE), reader::read);
    }
    if (!isEnded()) {
      ahead.forEach(step -> steps.failed(step.text(), "the run ended before its time had come"));
    }
    while (steps.areChanging() && !isEnded()) {
      pause();
    }
  }

  private static boolean isDue(ScheduledStep step, Duration now) {
    return step != null && now.compareTo(step.after()) >= 0;
  }

  /** Since the times of the plan count, without waits; empty while they do not. */
  private Optional<Duration> elapsed(Timing timing) {
    var since =
        switch (timing.since()) {
          case LOAD -> Optional.of(Duration.ZERO);
          case MEASURING -> warmAfter;
        };
    return since.map(start -> sinceBegun().minus(start).minus(waited));
  }

  /** Users that cannot all be connected never let a measurement begin. */
  private boolean isOver(RunPlan plan) {
    return elapsed(plan.timing())
        .map(now -> now.compareTo(plan.timing().duration()) >= 0)
        .orElseGet(() -> sinceBegun().compareTo(latestStart(plan)) > 0);
  }

  private static Duration latestStart(RunPlan plan) {
    return Duration.ofSeconds(plan.load().users() / plan.load().spawnRate())
        .plus(CONNECTING)
        .plus(plan.timing().warmUp());
  }

  private void await(ScheduledWait step, Steps steps, ProbeReader reader)
      throws InterruptedException {
    var begunAt = sinceBegun();
    say(clock() + "  " + step.text());
    while (!isEnded()) {
      var answer = reader.read(step.probe().source());
      if (answer.isPresent() && step.probe().holds(answer.getAsDouble())) {
        break;
      }
      if (sinceBegun().minus(begunAt).compareTo(step.atMost()) >= 0) {
        steps.failed(step.text(), "it did not");
        break;
      }
      pause();
    }
    waited = waited.plus(sinceBegun()).minus(begunAt);
  }

  private void askContinuously(Probes probes, ProbeReader reader) {
    if (warmAfter.isPresent() && !isEnded()) {
      probes.ask(
          session.snapshot().judging().isEmpty()
              ? List.of(Probe.When.CONTINUOUS)
              : List.of(Probe.When.CONTINUOUS, Probe.When.DURING),
          reader::read);
    }
  }

  /** Faults that begin later are not awaited: a component may crash repeatedly. */
  private void awaitVerdicts(Instant begunBefore) throws InterruptedException {
    while (!isEnded()
        && (session.snapshot().at().isBefore(begunBefore)
            || session.snapshot().judging().stream()
                .anyMatch(on -> on.at().isBefore(begunBefore)))) {
      pause();
    }
  }

  private void warmUp(Duration lasts) {
    if (connectedAfter.isEmpty() && allConnected()) {
      connectedAfter = Optional.of(sinceBegun());
      recorder.connected();
    }
    var over = connectedAfter.map(after -> sinceBegun().compareTo(after.plus(lasts)) >= 0);
    if (warmAfter.isEmpty() && over.orElse(false) && told(session.mark())) {
      warmAfter = Optional.of(sinceBegun());
      recorder.warm();
      baseline = session.figures().baseline();
      session.stats().toOptional().ifPresent(marked -> users.measure(marked, session.now()));
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
                .launch(plan.replicas(), plan.fsync(), few, this::tellFailed)
                .then(Session.Launch::load))
        && (plan.simulators().isEmpty()
            || told(session.scaleSimulators(plan.simulators().getAsInt(), this::tellFailed)))
        && plan.limits().map(each -> told(session.limit(each, this::tellFailed))).orElse(true);
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
        case Outcome.Failed<LoadStats>(Failure failure) -> {
          if (aborted) {
            return newestStats();
          }
          say(failure.sentence());
          return Optional.empty();
        }
      }
      pause();
    }
  }

  /** As they are now or, of simulators that have ended already, as they were last. */
  private Optional<LoadStats> newestStats() {
    return session.stats().toOptional().or(users::newest);
  }

  /** Where users were never all connected, no time is calm: then that of the whole run counts. */
  private Duration worstLateness(LoadStats last) {
    return connectedAfter.isPresent()
        ? users.lateness()
        : last.latenessSinceStart().orElse(Duration.ZERO);
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
      case Outcome.Failed<T>(Failure failure) -> {
        say(failure.sentence());
        if (!failure.details().isEmpty()) {
          say(failure.details());
        }
        yield false;
      }
    };
  }

  private void tellFailed(Step step) {
    if (step.status() == Step.Status.FAILED) {
      say(step.name() + ": " + step.detail());
    }
  }

  private void tell(Snapshot snapshot) {
    var events = snapshot.timeline();
    events.stream()
        .filter(event -> !eventsTold.contains(event))
        .forEach(event -> say(clock() + "  " + event.text()));
    eventsTold = Set.copyOf(events);
    recorder.see(snapshot);
    snapshot.load().ifPresent(load -> observe(snapshot, load));
  }

  private void observe(Snapshot snapshot, LoadStats load) {
    var calm =
        connectedAfter
            .filter(connected -> sinceBegun().minus(connected).compareTo(CALM) > 0)
            .isPresent();
    users.observe(load, snapshot.judging(), snapshot.loadAt(), calm);
    recent.observe(load, snapshot.loadAt());
    // While users join, requests are slow in any case.
    if (abortable && connectedAfter.isPresent() && !isEnded()) {
      condition = aborts.observe(load, snapshot.loadAt()).map("The run was ended by "::concat);
      condition.ifPresent(reason -> say(clock() + "  " + reason));
    }
    say(clock() + "  " + line(snapshot, load));
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

  private Duration sinceBegun() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private String clock() {
    var seconds = sinceBegun().toSeconds();
    return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
  }

  private synchronized void say(String line) {
    out.accept(line);
  }
}
