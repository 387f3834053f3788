package switchboard.console.session;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.fault.kind.Kill;
import switchboard.console.fault.kind.Stop;
import switchboard.console.intent.HealReport;
import switchboard.console.intent.Intents;
import switchboard.console.intent.OpenIntents;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.load.Simulators;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.loadtest.LoadTestRun;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.logs.LogFeed;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.platform.capability.Monitoring;
import switchboard.console.platform.capability.ReplicaAutoscaling;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.session.ledger.LedgerWriter;
import switchboard.console.session.ledger.SpreadWatch;
import switchboard.console.tls.Authority;
import switchboard.console.tls.Tls;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

/**
 * The running console: the one place where actions start and where all observations come together.
 * Once a second it publishes a {@link Snapshot} of what is known by then; the simulators and the
 * metrics' source are asked on threads of their own, so that neither holds it up. Actions block,
 * and any thread may call them but the one of a listener.
 */
public final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** How often in a tick it is asked whether it is time to look for proofs. */
  private static final int LOOKS = 5;

  private final Platform platform;
  private final OkHttpClient http;
  private final Clock clock;
  private final Supplier<Duration> scrapeInterval;
  private final Timeline timeline = new Timeline();
  private final Faults faults = new Faults();
  private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> owed = new CopyOnWriteArrayList<>();

  /** Publishes, polls, measures and proves: with a thread for each, none waits for another. */
  private final ScheduledExecutorService ticker =
      Executors.newScheduledThreadPool(
          4, Thread.ofPlatform().daemon().name("session-", 1).factory());

  private final RunningSystems systems;
  private final OpenIntents intents;
  private final Freezes freezes;
  private final ProofWatch proofs;
  private final FaultInjection injection;
  private final Undoing undoing;
  private final InstanceEventHandler chronicle;
  private final Optional<ClusterWatch> cluster;

  private final Load load;
  private final MetricQueries figures;
  private final LedgerWriter ledgers;
  private final SpreadWatch spread = new SpreadWatch();

  private final LiveMetrics metrics = new LiveMetrics();
  private volatile Optional<String> connectionProblem = Optional.empty();
  private volatile boolean loadEndsWithIt;
  private volatile Objectives objectives = Objectives.DEFAULT;
  private volatile boolean judgesEachByThem;
  private volatile Optional<Tls> tls = Optional.empty();
  private volatile Optional<Objectives> ofRun = Optional.empty();
  private volatile Snapshot snapshot;
  private final List<ScheduledFuture<?>> ticking = new ArrayList<>();

  /**
   * A session whose own scrapes, where it needs any, come once a second, and whose faults no other
   * console would undo.
   */
  public Session(Platform platform, OkHttpClient http, Clock clock) {
    this(platform, http, clock, () -> TICK, Intents.UNWRITTEN, RunningSystems.UNWRITTEN);
  }

  /**
   * A session on a platform.
   *
   * @param scrapeInterval how often the components are scraped on a platform without a Prometheus;
   *     asked for at every launch
   * @param written where the intents of faults are kept
   * @param systems where other consoles find the system
   */
  public Session(
      Platform platform,
      OkHttpClient http,
      Clock clock,
      Supplier<Duration> scrapeInterval,
      Intents written,
      RunningSystems systems) {
    this(platform, http, clock, scrapeInterval, written, systems, Freezes.Timer.ofThreads());
  }

  /**
   * @param timer ends freezes
   */
  Session(
      Platform platform,
      OkHttpClient http,
      Clock clock,
      Supplier<Duration> scrapeInterval,
      Intents written,
      RunningSystems systems,
      Freezes.Timer timer) {
    this.platform = platform;
    this.systems = systems;
    this.scrapeInterval = scrapeInterval;
    this.http = http;
    this.clock = clock;
    intents = new OpenIntents(platform, written, clock);
    freezes =
        new Freezes(
            platform,
            timer,
            target -> intents.over(target, new Remedy.Unfreeze()),
            failure -> timeline.add(new TimelineEvent.UnfreezeFailed(now(), failure)));
    chronicle = new InstanceEventHandler(timeline, faults, freezes, intents);
    cluster =
        platform
            .capability(Monitoring.class)
            .map(each -> new ClusterWatch(each, http, clock, timeline));
    load = new Load(platform, http, clock, timeline);
    proofs = new ProofWatch(platform, clock, faults);
    undoing =
        new Undoing(new OperatedPlatform(platform), clock, intents, freezes, faults, timeline);
    injection =
        new FaultInjection(
            platform, clock, load, faults, freezes, intents, undoing, proofs, timeline);
    figures = new MetricQueries(platform, clock, metrics::measuring);
    ledgers =
        new LedgerWriter(
            platform,
            clock,
            load::stats,
            load::failures,
            () -> metrics.measuring().map(MetricsCollector::evidence));
    snapshot = look(clock.instant());
  }

  /** Begins to watch the platform and to publish snapshots. */
  public void start() {
    start(TICK);
  }

  void start(Duration tick) {
    watch();
    var millis = tick.toMillis();
    ticking.add(ticker.scheduleWithFixedDelay(this::poll, 0, millis, TimeUnit.MILLISECONDS));
    ticking.add(ticker.scheduleWithFixedDelay(this::measure, 0, millis, TimeUnit.MILLISECONDS));
    ticking.add(
        ticker.scheduleWithFixedDelay(this::prove, 0, millis / LOOKS, TimeUnit.MILLISECONDS));
    ticking.add(ticker.scheduleAtFixedRate(this::publish, 0, millis, TimeUnit.MILLISECONDS));
  }

  /** Subscribes to the platform's events, without periodic ticks. */
  void watch() {
    platform.watch(this::notice);
  }

  /** Something that lasts until it is closed. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    /** Ends it. A call that is under way may still end later. */
    @Override
    void close();
  }

  /**
   * Calls a listener with every snapshot from now on, on the session's own thread; it must return
   * quickly.
   *
   * @return ends that
   */
  public Registration listen(Consumer<Snapshot> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Has something done for the system when this session is closed before that is taken back,
   * however it is closed, while the system can still be operated.
   *
   * @return takes it back
   */
  public Registration owe(Runnable action) {
    owed.add(action);
    return () -> owed.remove(action);
  }

  /** The time by which everything here is dated. */
  public Instant now() {
    return clock.instant();
  }

  /** What is known of the platform. */
  public OperatedPlatform platform() {
    return new OperatedPlatform(platform);
  }

  /** What all instances print, from now on read by whoever asked for this. */
  public LogFeed logFeed() {
    return new LogFeed(platform, clock);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /**
   * Sets what every launch from now on serves, also that of an experiment.
   *
   * @param certificate where that of the gateway comes from; empty for what the platform is set to
   */
  public void serve(Optional<Tls> certificate) {
    tls = certificate;
  }

  /** The authority of this user, for {@link #serve}. */
  public Authority authority() {
    return Authority.ofThisUser();
  }

  /** What browsers have to trust for HTTPS; empty with the operator's own certificate. */
  public Optional<Path> authorityFile() {
    return tls.orElseGet(this::authority) instanceof Authority own
        ? Optional.of(own.certificateFile())
        : Optional.empty();
  }

  /** What a client of the gateway has to trust beside its system's authorities. May block. */
  public List<X509Certificate> trusted() {
    return tls.orElseGet(this::authority).trusted();
  }

  /** Starts the system and then the load. */
  public Outcome<Launch> launch(int replicas, LoadPlan wanted, Consumer<Step> progress) {
    return launch(replicas, Optional.empty(), false, wanted, progress);
  }

  /**
   * A launch that succeeded.
   *
   * @param load the load that was set, or why it could not be: the system runs all the same
   */
  public record Launch(SystemState system, Outcome<LoadPlan> load) {}

  /**
   * Starts the system and then the load.
   *
   * @param fsync of the store; empty for the platform's own choice
   * @param https whether the gateway serves HTTPS although {@link #serve} said nothing
   */
  public Outcome<Launch> launch(
      int replicas,
      Optional<Fsync> fsync,
      boolean https,
      LoadPlan wanted,
      Consumer<Step> progress) {
    var begun = clock.instant();
    var certificate = tls.isEmpty() && https ? Optional.<Tls>of(authority()) : tls;
    var launched = platform.launch(new LaunchRequest(replicas, fsync, certificate), progress);
    return switch (launched) {
      case Outcome.Done<SystemState>(SystemState state) -> {
        launched(state, begun);
        yield Outcome.done(new Launch(state, setLoad(wanted)));
      }
      case Outcome.Failed<SystemState>(Failure failure) -> {
        timeline.add(new TimelineEvent.LaunchFailed(now(), failure));
        yield Outcome.failed(failure);
      }
    };
  }

  private void launched(SystemState state, Instant begun) {
    if (metrics.measuring().isEmpty()) {
      var endpoints = state.endpoints().orElseThrow();
      load.begin(endpoints);
      metrics.begin(
          MetricsCollector.start(
              http, endpoints, platform::instanceOf, clock, scrapeInterval.get(), timeline));
    }
    systems.runs(platform.id(), state.endpoints().orElseThrow());
    var took = Duration.between(begun, now());
    timeline.add(new TimelineEvent.Launched(now(), state.backends().size(), took));
  }

  /**
   * Begins to operate a system that runs already, with the replicas and the load that it has.
   *
   * @param replicas as many as it has
   */
  public Outcome<SystemState> adopt(int replicas, Consumer<Step> progress) {
    var begun = clock.instant();
    var adopted = platform.launch(LaunchRequest.of(replicas), progress);
    if (adopted instanceof Outcome.Done<SystemState>(SystemState state)) {
      launched(state, begun);
      load.keep();
    }
    return adopted;
  }

  /**
   * Ends the load and the system.
   *
   * @param deleteData see {@link Platform#stop}
   */
  public Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress) {
    freezes.unfreezeAll();
    var simulators = load.end();
    var ending = metrics.end();
    var outcome = platform.stop(deleteData, progress);
    if (outcome instanceof Outcome.Failed<?> && platform.state().phase() == Phase.RUNNING) {
      load.goOn(simulators);
      metrics.goOn(ending);
      return outcome;
    }
    ending.ifPresent(MetricsCollector::close);
    systems.ended(platform.id());
    intents.allOver();
    faults.clear();
    spread.end();
    if (ending.isPresent()) {
      timeline.add(new TimelineEvent.SystemStopped(now(), deleteData));
    }
    return outcome;
  }

  /** Detaches from a system that keeps running by itself, and leaves no fault on it. */
  private void leave() {
    if (undoing.undoAll() instanceof Outcome.Failed<?>(Failure failure)) {
      LOG.warn("{}", failure.sentence());
    }
    freezes.unfreezeAll();
    load.end();
    systems.ended(platform.id());
    metrics.end().ifPresent(MetricsCollector::close);
  }

  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    var before = platform.state().backends().size();
    var begun = clock.instant();
    if (before == replicas) {
      return Outcome.done(platform.state());
    }
    var outcome = platform.scale(replicas, progress);
    if (outcome instanceof Outcome.Done<SystemState>) {
      timeline.add(new TimelineEvent.ReplicasScaled(begun, before, replicas));
      spread.begin(now(), replicas);
    }
    return outcome;
  }

  /** Changes the number of simulators, and redistributes the load; no counts are lost. */
  public Outcome<SystemState> scaleSimulators(int count, Consumer<Step> progress) {
    return load.scale(count, progress);
  }

  /** Sets the load, now and whenever a simulator is started again. */
  public Outcome<LoadPlan> setLoad(LoadPlan wanted) {
    return load.set(wanted);
  }

  /** The load that was asked for last. */
  public LoadPlan load() {
    return load.plan();
  }

  /**
   * Whether a system that keeps running after this session has no users then, however the session
   * ends.
   */
  public void endLoadWithIt(boolean ends) {
    loadEndsWithIt = ends;
  }

  /**
   * Judges faults by the objectives of a run; what is named among them is judged of the whole run.
   *
   * @return ends that: the operator's own count again
   */
  public Registration judgeBy(Objectives wanted) {
    ofRun = Optional.of(wanted);
    return () -> ofRun = Optional.empty();
  }

  /** What each fault is judged by outside of runs, those included that were named. */
  public void judgeEachBy(Objectives wanted) {
    objectives = wanted;
    judgesEachByThem = true;
  }

  /** What faults are judged by outside of runs. */
  public Objectives objectives() {
    return objectives;
  }

  /** Injects a fault; the verdict comes in a later snapshot. */
  public Outcome<Instance> inject(InjectedFault fault) {
    return injection.inject(fault);
  }

  /** Why faults together would leave no ready replica for users; empty when one stays. */
  public Optional<Failure> outage(List<InjectedFault> together) {
    return OutageGuard.refusal(platform.state(), together);
  }

  /** Kills one replica; see {@link #inject}. */
  public Outcome<Instance> kill(String target) {
    return inject(new Kill(target));
  }

  /** Ends one replica gracefully, until it is started; see {@link #inject}. */
  public Outcome<Instance> stopReplica(String target) {
    return inject(new Stop(target));
  }

  /** Starts a replica that was stopped. */
  public Outcome<Instance> startReplica(String target) {
    var outcome =
        using(ReplicaLifecycle.class, "Starting " + target, it -> it.startReplica(target));
    if (outcome instanceof Outcome.Done<Instance>) {
      intents.over(target, new Remedy.Start());
      timeline.add(new TimelineEvent.ReplicaStarted(now(), target));
      spread.begin(now(), (int) platform.state().readyBackends());
    }
    return outcome;
  }

  /** The faults that this session has injected and that can be undone now. Never blocks. */
  public List<InjectedFault> undoable() {
    return intents.faults();
  }

  /** Undoes one of {@link #undoable} before its time; its verdict comes all the same. */
  public Outcome<Instance> undo(Fault fault) {
    return undoing.undo(fault);
  }

  /**
   * Undoes every one of {@link #undoable} at once. One that cannot be undone keeps no other from
   * it.
   *
   * @return those that were undone
   */
  public Outcome<List<InjectedFault>> undoAll() {
    return undoing.undoAll();
  }

  /** What consoles that are gone had left was undone; see {@link Sessions#heal}. */
  public void healed(HealReport report) {
    report.healed().forEach(each -> timeline.add(new TimelineEvent.Healed(now(), each)));
  }

  /** Freezes a replica for a time; {@link #unfreeze} and a stop of the system end that early. */
  public Outcome<Instance> freeze(String target, Duration lasts) {
    return inject(new Freeze(target, lasts));
  }

  /** Unfreezes a replica, whoever froze it. */
  public Outcome<Instance> unfreeze(String target) {
    return freezes.unfreeze(target);
  }

  /** Lets the engine choose the number of replicas or, when empty, the operator again. */
  public Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> wanted) {
    var outcome =
        using(ReplicaAutoscaling.class, "Setting the autoscaler", it -> it.autoscale(wanted));
    if (outcome instanceof Outcome.Done<Optional<Autoscaler>>) {
      timeline.add(new TimelineEvent.AutoscalerSet(now(), wanted));
    }
    return outcome;
  }

  /**
   * The autoscaler that sets the number of replicas; empty when the operator does. Never blocks.
   */
  public Optional<Autoscaler> autoscaler() {
    return platform.capability(ReplicaAutoscaling.class).flatMap(ReplicaAutoscaling::autoscaler);
  }

  /** What measures the whole cluster; empty on a platform that is none. */
  public Optional<ClusterWatch> cluster() {
    return cluster;
  }

  /** Limits every replica; the verdict comes in a later snapshot. */
  public Outcome<SystemState> limit(Limits limits, Consumer<Step> progress) {
    return injection.during(
        new Fault.Limit(limits),
        run ->
            injection.recovering(
                run, using(Limiting.class, "Limiting replicas", it -> it.limit(limits, progress))));
  }

  /** Has the platform do what not every platform can. */
  private <C extends Capability, T> Outcome<T> using(
      Class<C> kind, String tried, Function<C, Outcome<T>> action) {
    return platform().using(kind, tried, action);
  }

  /** Ends the warm-up of the users' times; see {@link Simulators#mark}. */
  public Outcome<String> mark() {
    return load.ask("Ending the warm-up", Simulators::mark);
  }

  /** Lets the load come to rest, so that what is lost is final; see {@link Simulators#quiesce}. */
  public Outcome<String> quiesce() {
    return load.ask("Quiescing the simulator", Simulators::quiesce);
  }

  /** The users' figures, asked for now. */
  public Outcome<LoadStats> stats() {
    return load.stats();
  }

  /** Which of the users' requests have failed since the simulators' start, asked for now. */
  public Outcome<FailedRequests> failures() {
    return load.failures();
  }

  /**
   * Carries out a load test on the running system, beside its users: a call of the first simulator.
   *
   * @param run reports the progress, and can end it
   * @return a failure when it could not be carried out
   */
  public Outcome<LoadTestResult> loadTest(LoadTestPlan plan, LoadTestRun run) {
    return platform
        .state()
        .endpoints()
        .map(
            endpoints -> {
              timeline.add(new TimelineEvent.LoadTestBegan(now(), plan));
              var outcome = run.execute(new LoadTests(http, endpoints.simulator()), plan);
              timeline.add(new TimelineEvent.LoadTestEnded(now(), outcome));
              return outcome;
            })
        .orElseGet(
            () ->
                Outcome.failed(
                    new Failure("The load test", "the system is not running", "Launch it first.")));
  }

  /**
   * Marks the beginning or the end of a trial of one load.
   *
   * @param text short enough to stand on a chart: "capacity: 400 users passed"
   */
  public void trial(String text, TimelineEvent.Severity severity) {
    timeline.add(new TimelineEvent.Trial(now(), text, severity));
  }

  /** The figures of every component. */
  public MetricQueries figures() {
    return figures;
  }

  private void notice(PlatformEvent event) {
    chronicle.notice(event, load.figures());
    var instance = event.instance();
    if (event instanceof PlatformEvent.Ready
        && instance.role() == Role.SIMULATOR
        && instance.restarts() > 0) {
      load.restarted();
    }
  }

  /** Publishes what is known by now. */
  void publish() {
    guarded(
        () -> {
          keepInTouch();
          var fresh = look(clock.instant());
          snapshot = fresh;
          listeners.forEach(listener -> listener.accept(fresh));
        });
  }

  /** Asks the simulators, and judges the faults of which enough was seen. */
  void poll() {
    guarded(
        () -> {
          var now = clock.instant();
          load.look(now);
          var answered = clock.instant();
          load.figures().ifPresent(seen -> faults.observe(seen, now, answered));
          injection.lookForEnds(now);
          faults.over(now).forEach(run -> judge(run, now));
        });
  }

  /** Looks for what shows that faults act, and that they are over. */
  void prove() {
    guarded(proofs::look);
  }

  /** Asks for the metrics. */
  void measure() {
    guarded(
        () -> {
          metrics.refresh(clock.instant(), platform.state());
          if (spread.isWatching()) {
            spread
                .look(clock.instant(), figures.connections())
                .ifPresent(seen -> timeline.add(new TimelineEvent.UsersFollowed(now(), seen)));
          }
        });
  }

  /** One time that goes wrong must not end all later ones. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A tick of the session failed", e);
    }
  }

  private void keepInTouch() {
    var now = platform.connectionProblem();
    if (!now.equals(connectionProblem)) {
      timeline.add(new TimelineEvent.ConnectionChanged(now(), now));
      connectionProblem = now;
    }
  }

  private void judge(FaultRun run, Instant now) {
    var span = Duration.between(run.recovered().orElse(run.at()), now);
    var whole = ofRun;
    var by = whole.orElse(objectives);
    var answers =
        judgesEachByThem && whole.isEmpty()
            ? Optional.of(figures.answers(by.figures()))
            : Optional.<Map<Figure.Query, Double>>empty();
    var judged = run.judge(load.figures(), figures.balance(span), by, answers);
    var verdict = judged.with(ledgers.write(run, judged));
    faults.close(run, verdict);
    if (verdict.result() != Result.PASSED) {
      timeline.add(new TimelineEvent.NotPassed(now(), verdict));
    }
  }

  private Snapshot look(Instant now) {
    var users = load.figures(now);
    return new Snapshot(
        now,
        platform.state(),
        connectionProblem,
        load.plan(),
        users.stats(),
        users.at(),
        metrics.newest(),
        timeline.events(),
        faults.judging(),
        faults.verdicts());
  }

  /** Stops the system, unless it was there before, and everything that watches it. */
  @Override
  public void close() {
    // An interrupted thread, such as that of a cancelled launch, has to stop what runs all the
    // same.
    var interrupted = Thread.interrupted();
    owed.forEach(Runnable::run);
    ticking.forEach(each -> each.cancel(false));
    ticker.shutdown();
    if (!platform.adopted()) {
      stop(false, step -> {});
    } else if (loadEndsWithIt) {
      setLoad(load.plan().withUsers(0));
    }
    leave();
    platform.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
