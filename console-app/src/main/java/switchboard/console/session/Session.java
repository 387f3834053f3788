package switchboard.console.session;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.load.Simulators;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.TimelineEvent.Kind;

/**
 * The running console: the one place where actions start and where everything that happens is put
 * together. Once a second it publishes a {@link Snapshot}. Actions block, and any thread may call
 * them but the one of a listener.
 */
public final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Platform platform;
  private final OkHttpClient http;
  private final Clock clock;
  private final Supplier<Duration> scrapeInterval;
  private final Timeline timeline = new Timeline();
  private final Faults faults = new Faults();
  private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("session").factory());

  private final Freezes freezes;
  private final Chronicle chronicle;
  private final Optional<ClusterWatch> cluster;

  private volatile LoadPlan plan = LoadPlan.DEFAULT;
  private volatile Optional<Running> running = Optional.empty();
  private volatile Optional<LoadStats> load = Optional.empty();

  /** The users' newest figures, also while none can be had. */
  private volatile Optional<LoadStats> counted = Optional.empty();

  private volatile Optional<String> outOfTouch = Optional.empty();
  private volatile Snapshot snapshot;
  private ScheduledFuture<?> ticking;

  /** What there is only while the system runs. */
  private record Running(Simulators simulators, Measuring measuring) {}

  /** A session whose own scrapes, where it needs any, come once a second. */
  public Session(Platform platform, OkHttpClient http, Clock clock) {
    this(platform, http, clock, () -> TICK);
  }

  /**
   * A session on a platform.
   *
   * @param scrapeInterval how often the parts are asked for their metrics on a platform without a
   *     Prometheus; asked for at every launch
   */
  public Session(
      Platform platform, OkHttpClient http, Clock clock, Supplier<Duration> scrapeInterval) {
    this.platform = platform;
    this.scrapeInterval = scrapeInterval;
    this.http = http;
    this.clock = clock;
    freezes = new Freezes(platform, failure -> record(Kind.HARM, failure.sentence()));
    chronicle = new Chronicle(timeline, faults, freezes);
    cluster =
        platform
            .monitoring()
            .map(each -> new ClusterWatch(each, http, clock, text -> record(Kind.ACTION, text)));
    snapshot = look(clock.instant(), Measured.NOTHING);
  }

  /** Begins to watch the platform and to publish snapshots. */
  public void start() {
    start(TICK);
  }

  void start(Duration tick) {
    watch();
    ticking = ticker.scheduleAtFixedRate(this::tick, 0, tick.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins to hear of the platform's events, with no ticks but those that somebody calls for. */
  void watch() {
    platform.watch(this::notice);
  }

  /** Called with every snapshot from now on, on the session's own thread; must return quickly. */
  public void listen(Consumer<Snapshot> listener) {
    listeners.add(listener);
  }

  /** The time by which everything here is dated. */
  public Instant now() {
    return clock.instant();
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /** Starts the system and then the load. */
  public Outcome<SystemState> launch(int replicas, LoadPlan wanted, Consumer<Step> progress) {
    return launch(replicas, Optional.empty(), wanted, progress);
  }

  /**
   * Starts the system and then the load.
   *
   * @param fsync of the store; empty for the platform's own choice
   */
  public Outcome<SystemState> launch(
      int replicas, Optional<Fsync> fsync, LoadPlan wanted, Consumer<Step> progress) {
    var begun = clock.instant();
    var launched =
        fsync.isPresent()
            ? platform.launch(replicas, fsync.get(), progress)
            : platform.launch(replicas, progress);
    return switch (launched) {
      case Outcome.Done<SystemState>(SystemState state) -> {
        launched(state, begun);
        yield setLoad(wanted).map(set -> state);
      }
      case Outcome.Failed<SystemState>(Failure failure) -> {
        record(Kind.HARM, "launch: " + failure.happened());
        yield Outcome.failed(failure);
      }
    };
  }

  private void launched(SystemState state, Instant begun) {
    if (running.isEmpty()) {
      var endpoints = state.endpoints().orElseThrow();
      running =
          Optional.of(
              new Running(
                  new Simulators(http, () -> simulators(endpoints)),
                  Measuring.start(
                      http, endpoints, platform::instanceOf, clock, scrapeInterval.get())));
    }
    record(
        Kind.GOOD,
        "launched "
            + Words.replicas(state.backends().size())
            + " in "
            + Words.seconds(Duration.between(begun, clock.instant())));
  }

  /** As they are by now; those of the launch while nobody knows. */
  private List<URI> simulators(SystemState.Endpoints atLaunch) {
    return platform.state().endpoints().orElse(atLaunch).simulators();
  }

  /**
   * Ends the load and the system.
   *
   * @param deleteData see {@link Platform#stop}
   */
  public Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress) {
    var ending = leave();
    var outcome = platform.stop(deleteData, progress);
    faults.clear();
    if (ending.isPresent()) {
      record(Kind.GOOD, deleteData ? "stopped, messages deleted" : "stopped");
    }
    return outcome;
  }

  /** Ends what this session does with the system; it goes on by itself. */
  private Optional<Running> leave() {
    freezes.thawAll();
    var ending = running;
    running = Optional.empty();
    load = Optional.empty();
    counted = Optional.empty();
    ending.ifPresent(each -> each.measuring().close());
    return ending;
  }

  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    var before = platform.state().backends().size();
    var begun = clock.instant();
    if (before == replicas) {
      return Outcome.done(platform.state());
    }
    var outcome = platform.scale(replicas, progress);
    if (outcome instanceof Outcome.Done<SystemState>) {
      timeline.add(new TimelineEvent(begun, Kind.ACTION, "scaled " + before + " → " + replicas));
    }
    return outcome;
  }

  /** Changes the number of simulators, which share the load anew; no count of theirs is lost. */
  public Outcome<SystemState> scaleSimulators(int count, Consumer<Step> progress) {
    return running
        .map(
            each ->
                new SimulatorScaling(platform, each.simulators()).to(count, () -> plan, progress))
        .orElseGet(() -> notRunning("Setting the number of simulators"))
        .map(
            change -> {
              change.words().ifPresent(text -> record(Kind.ACTION, text));
              return change.after();
            });
  }

  /** Sets the load, now and whenever a simulator is started again. */
  public Outcome<LoadPlan> setLoad(LoadPlan wanted) {
    var before = plan;
    plan = wanted;
    var outcome = withSimulators("Setting the load", each -> each.setLoad(wanted));
    if (outcome instanceof Outcome.Done<LoadPlan>) {
      Words.change(before, wanted).ifPresent(text -> record(Kind.CHANGE, text));
    }
    return outcome;
  }

  /** Kills one replica; the verdict comes in a later snapshot. */
  public Outcome<Instance> kill(String target) {
    return during(
        new Fault.Kill(target), Kind.HARM, "killed " + target, run -> platform.kill(target));
  }

  /** Ends one replica gracefully, until it is started; the verdict comes in a later snapshot. */
  public Outcome<Instance> stopReplica(String target) {
    return during(
        new Fault.Stop(target),
        Kind.HARM,
        "stopped " + target,
        run -> recovering(run, platform.stopReplica(target)));
  }

  /** Starts a replica that was stopped. */
  public Outcome<Instance> startReplica(String target) {
    var outcome = platform.startReplica(target);
    if (outcome instanceof Outcome.Done<Instance>) {
      record(Kind.ACTION, "started " + target);
    }
    return outcome;
  }

  /**
   * Makes a replica hang for a time; {@link #thaw} and a stop of the system end that early. The
   * verdict comes in a later snapshot.
   */
  public Outcome<Instance> freeze(String target, Duration lasts) {
    return during(
        new Fault.Freeze(target, lasts),
        Kind.HARM,
        "froze " + target,
        run -> {
          var outcome = freezes.freeze(target, lasts);
          if (done(outcome).filter(before -> before.state() == Instance.State.PAUSED).isPresent()) {
            faults.prolonged(run, clock.instant());
          }
          return outcome;
        });
  }

  /** Lets a replica that hangs go on, whoever froze it. */
  public Outcome<Instance> thaw(String target) {
    return freezes.thaw(target);
  }

  /** Lets the engine choose the number of replicas or, when empty, the operator again. */
  public Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> wanted) {
    var outcome = platform.autoscale(wanted);
    if (outcome instanceof Outcome.Done<Optional<Autoscaler>>) {
      record(
          Kind.ACTION, wanted.map(each -> "autoscaler: " + each.words()).orElse("autoscaler off"));
    }
    return outcome;
  }

  /** What chooses the number of replicas just now; empty for the operator. Never blocks. */
  public Optional<Autoscaler> autoscaler() {
    return platform.autoscaler();
  }

  /** What measures the whole cluster; empty on a platform that is none. */
  public Optional<ClusterWatch> cluster() {
    return cluster;
  }

  /** Limits every replica; the verdict comes in a later snapshot. */
  public Outcome<SystemState> limit(Limits limits, Consumer<Step> progress) {
    return during(
        new Fault.Limit(limits),
        Kind.CHANGE,
        "limits " + limits.words(),
        run -> recovering(run, platform.limit(limits, progress)));
  }

  /** Does a fault and opens its judgement; one that does not come about is not judged. */
  private <T> Outcome<T> during(
      Fault fault, Kind kind, String words, Function<FaultRun, Outcome<T>> action) {
    var before = done(stats());
    var at = clock.instant();
    var run = faults.begin(fault, at, before);
    var outcome = action.apply(run);
    switch (outcome) {
      case Outcome.Done<T> happened -> timeline.add(new TimelineEvent(at, kind, words));
      case Outcome.Failed<T> failed -> faults.abandon(run);
    }
    return outcome;
  }

  /** With the end of the action its fault is over, and only the aftermath counts. */
  private <T> Outcome<T> recovering(FaultRun run, Outcome<T> outcome) {
    faults.recovered(run, clock.instant());
    return outcome;
  }

  /** Ends the warm-up of the users' times; see {@link Simulators#mark}. */
  public Outcome<String> mark() {
    return withSimulators("Ending the warm-up", Simulators::mark);
  }

  /** Lets the load come to rest, so that what is lost is final; see {@link Simulators#quiesce}. */
  public Outcome<String> quiesce() {
    return withSimulators("Quiescing the simulator", Simulators::quiesce);
  }

  /** The users' figures, asked for now. */
  public Outcome<LoadStats> stats() {
    return withSimulators("Reading the simulator's figures", Simulators::stats);
  }

  /**
   * Each replica's share of the requests until now, in percent, by name; empty without figures.
   *
   * @param span how far to look back, at most the length of the history
   */
  public Map<String, Double> balance(Duration span) {
    return running.map(each -> each.measuring().balance(clock.instant(), span)).orElse(Map.of());
  }

  /** How many requests each replica has answered since its process was started, by name. */
  public Map<String, Double> requestCounts() {
    return running.map(each -> each.measuring().requestCounts(clock.instant())).orElse(Map.of());
  }

  /** How many sockets each replica holds, by name; empty without figures. */
  public Map<String, Double> connections() {
    return running.map(each -> each.measuring().connections(clock.instant())).orElse(Map.of());
  }

  /** From where on {@link #usage} measures, if from now. */
  public Baseline baseline() {
    return new Baseline(clock.instant(), platform.consumption());
  }

  /**
   * What each part used until now, by name; empty while nothing runs.
   *
   * @param since at most the length of the history ago
   */
  public Map<String, Usage> usage(Baseline since) {
    return running
        .map(
            each ->
                each.measuring()
                    .usage(clock.instant(), platform.state(), since, platform.consumption()))
        .orElse(Map.of());
  }

  private <T> Outcome<T> withSimulators(String tried, Function<Simulators, Outcome<T>> call) {
    return running.map(each -> call.apply(each.simulators())).orElseGet(() -> notRunning(tried));
  }

  private static <T> Outcome<T> notRunning(String tried) {
    return Outcome.failed(new Failure(tried, "the system is not running", "Launch it first."));
  }

  private void notice(PlatformEvent event) {
    chronicle.notice(event, load);
    var instance = event.instance();
    if (event instanceof PlatformEvent.Ready
        && instance.role() == Role.SIMULATOR
        && instance.restarts() > 0) {
      withSimulators("Setting the load again", each -> each.share(plan));
    }
  }

  /** Takes note of simulators that came or went otherwise than by this console. */
  private void keepShared() {
    var simulators = running.map(Running::simulators).filter(Simulators::haveChanged);
    if (simulators.isPresent() && simulators.get().share(plan) instanceof Outcome.Done<LoadPlan>) {
      var count = platform.state().simulators().size();
      record(
          count == 0 ? Kind.HARM : Kind.ACTION,
          count == 0
              ? "no simulator is left: nobody makes load"
              : "load shared by " + Words.simulators(count));
    }
  }

  /** A count that has become smaller, because whoever kept it died, must not pass unnoticed. */
  private void count(Optional<LoadStats> fresh) {
    if (counted.isPresent() && fresh.isPresent() && !fresh.get().continues(counted.get())) {
      record(Kind.HARM, "what a simulator had counted is lost: users' figures begin anew");
    }
    counted = fresh.or(() -> counted);
    load = fresh;
  }

  /** Looks at everything and publishes the snapshot; one thread at a time. */
  void tick() {
    try {
      var now = clock.instant();
      keepShared();
      count(done(stats()));
      load.ifPresent(figures -> faults.observe(figures, now));
      for (var run : faults.over(now)) {
        judge(run, now);
      }
      var measured =
          running
              .map(each -> each.measuring().measure(now, platform.state()))
              .orElse(Measured.NOTHING);
      keepInTouch();
      var fresh = look(now, measured);
      snapshot = fresh;
      listeners.forEach(listener -> listener.accept(fresh));
    } catch (RuntimeException e) {
      // One bad tick must not end all later ones.
      LOG.error("A tick of the session failed", e);
    }
  }

  private void keepInTouch() {
    var now = platform.outOfTouch();
    if (!now.equals(outOfTouch)) {
      record(now.isPresent() ? Kind.HARM : Kind.GOOD, now.orElse("in touch again"));
      outOfTouch = now;
    }
  }

  private void judge(FaultRun run, Instant now) {
    var span = Duration.between(run.recovered().orElse(run.at()), now);
    var verdict = run.judge(load, balance(span));
    faults.close(run, verdict);
    if (verdict.result() != Verdict.Result.PASSED) {
      record(Kind.HARM, run.fault().target() + ": " + verdict.reasons().getFirst());
    }
  }

  private Snapshot look(Instant now, Measured measured) {
    return new Snapshot(
        now,
        platform.state(),
        outOfTouch,
        plan,
        load,
        measured,
        timeline.events(),
        faults.judging(),
        faults.verdicts());
  }

  private void record(Kind kind, String text) {
    timeline.add(new TimelineEvent(clock.instant(), kind, text));
  }

  private static <T> Optional<T> done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> Optional.of(value);
      case Outcome.Failed<T> failed -> Optional.empty();
    };
  }

  /** Stops the system, unless it was there before, and everything that watches it. */
  @Override
  public void close() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    ticker.shutdown();
    if (platform.adopted()) {
      leave();
    } else {
      stop(false, step -> {});
    }
    platform.close();
  }
}
