package switchboard.console.session;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.intent.Intents;
import switchboard.console.intent.OpenIntents;
import switchboard.console.load.LoadPlan;
import switchboard.console.logs.LogFeed;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.platform.capability.Monitoring;
import switchboard.console.session.ledger.LedgerWriter;
import switchboard.console.session.metrics.ClusterWatch;
import switchboard.console.session.metrics.LiveMetrics;
import switchboard.console.session.metrics.MetricQueries;
import switchboard.console.session.metrics.MetricsCollector;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.tls.Authority;
import switchboard.console.tls.Tls;

/**
 * The running console: starts and ends the system, and has all that acts on it and all that watches
 * it. Once a second it publishes a {@link Snapshot} of what is known by then; the simulators and
 * the metrics' source are asked on threads of their own, so that neither holds it up. Actions
 * block, and any thread may call them but the one of a listener.
 */
public final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** How often in a tick it is asked whether it is time to look for proofs. */
  private static final int LOOKS = 5;

  private final Platform platform;
  private final Clock clock;
  private final Timeline timeline = new Timeline();
  private final Faults faults = new Faults();
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
  private final FaultVerdicts verdicts;
  private final InstanceEventHandler events;
  private final Optional<ClusterWatch> cluster;

  private final Load load;
  private final LiveMetrics metrics;
  private final MetricQueries figures;
  private final Replicas replicas;
  private final SnapshotPublisher snapshots;

  private volatile Optional<Tls> tls = Optional.empty();
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
    this.clock = clock;
    intents = new OpenIntents(platform, written, clock);
    freezes =
        new Freezes(
            platform,
            timer,
            target -> intents.over(target, new Remedy.Unfreeze()),
            failure -> timeline.add(new TimelineEvent.UnfreezeFailed(now(), failure)));
    cluster =
        platform
            .capability(Monitoring.class)
            .map(each -> new ClusterWatch(each, http, clock, timeline));
    load = new Load(platform, http, clock, timeline);
    events = new InstanceEventHandler(timeline, faults, freezes, intents, load);
    proofs = new ProofWatch(platform, clock, faults);
    undoing = new Undoing(platform, clock, intents, freezes, faults, timeline);
    injection =
        new FaultInjection(
            platform, clock, load, faults, freezes, intents, undoing, proofs, timeline);
    metrics =
        new LiveMetrics(
            platform,
            endpoints ->
                MetricsCollector.start(
                    http, endpoints, platform::instanceOf, clock, scrapeInterval.get(), timeline));
    figures = new MetricQueries(platform, clock, metrics);
    replicas = new Replicas(platform, clock, injection, intents, figures, timeline);
    var ledgers = new LedgerWriter(platform, clock, load::stats, load::failures, metrics::evidence);
    verdicts = new FaultVerdicts(clock, faults, load, figures, ledgers, timeline);
    snapshots = new SnapshotPublisher(platform, clock, load, metrics, faults, timeline);
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
    platform.watch(events::notice);
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
    return snapshots.listen(listener);
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
    return snapshots.newest();
  }

  /**
   * Sets what every launch from now on serves, also that of an experiment.
   *
   * @param certificate where that of the gateway comes from; empty for what the platform is set to
   */
  public void serve(Optional<Tls> certificate) {
    tls = certificate;
  }

  /** What browsers have to trust for HTTPS; empty with the operator's own certificate. */
  public Optional<Path> authorityFile() {
    return tls.orElseGet(Authority::ofThisUser) instanceof Authority own
        ? Optional.of(own.certificateFile())
        : Optional.empty();
  }

  /** What a client of the gateway has to trust beside its system's authorities. May block. */
  public List<X509Certificate> trusted() {
    return tls.orElseGet(Authority::ofThisUser).trusted();
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
    var certificate = tls.isEmpty() && https ? Optional.<Tls>of(Authority.ofThisUser()) : tls;
    var launched = platform.launch(new LaunchRequest(replicas, fsync, certificate), progress);
    return switch (launched) {
      case Outcome.Done<SystemState>(SystemState state) -> {
        launched(state, begun);
        yield Outcome.done(new Launch(state, load.set(wanted)));
      }
      case Outcome.Failed<SystemState>(Failure failure) -> {
        timeline.add(new TimelineEvent.LaunchFailed(now(), failure));
        yield Outcome.failed(failure);
      }
    };
  }

  private void launched(SystemState state, Instant begun) {
    var endpoints = state.endpoints().orElseThrow();
    if (!metrics.isMeasuring()) {
      load.begin(endpoints);
      metrics.begin(endpoints);
    }
    systems.runs(platform.id(), endpoints);
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
    replicas.ended();
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

  /** The number and the limits of the replicas. */
  public Replicas replicas() {
    return replicas;
  }

  /** The load that users make, and their figures. */
  public Load load() {
    return load;
  }

  public FaultInjection faults() {
    return injection;
  }

  /** What ends the faults of this session before their time. */
  public Undoing undoing() {
    return undoing;
  }

  /** What faults are judged by. */
  public FaultVerdicts verdicts() {
    return verdicts;
  }

  /** What measures the whole cluster; empty on a platform that is none. */
  public Optional<ClusterWatch> cluster() {
    return cluster;
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

  /** Publishes what is known by now. */
  void publish() {
    guarded(snapshots::publish);
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
          verdicts.give(now);
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
          metrics.refresh(clock.instant());
          replicas.lookAtSpread();
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
    } else {
      load.leave();
    }
    leave();
    platform.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
