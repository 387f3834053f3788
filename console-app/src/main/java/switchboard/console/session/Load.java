package switchboard.console.session;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.load.Simulators;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.loadtest.LoadTestRun;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * The desired load, the simulators that generate it while the system runs, and their counts. Any
 * thread may call, but that of a listener; {@link #look} is for one at a time.
 */
public final class Load {
  /** A simulator that has not answered for so long is one that does not answer. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final Platform platform;
  private final OkHttpClient http;
  private final Clock clock;
  private final Timeline timeline;

  private final Lock sharing = new ReentrantLock();

  private volatile LoadPlan plan = LoadPlan.DEFAULT;
  private volatile boolean endsWithSession;
  private volatile Optional<Simulators> simulators = Optional.empty();
  private Optional<LoadStats> figures = Optional.empty();
  private Instant figuresOf = Instant.MIN;

  /** The newest figures, also while none can be had. */
  private Optional<LoadStats> counted = Optional.empty();

  /**
   * @param timeline receives what happens to the load
   */
  Load(Platform platform, OkHttpClient http, Clock clock, Timeline timeline) {
    this.platform = platform;
    this.http = http;
    this.clock = clock;
    this.timeline = timeline;
  }

  /** The system runs. */
  synchronized void begin(SystemState.Endpoints atLaunch) {
    simulators = Optional.of(new Simulators(http, () -> addresses(atLaunch)));
  }

  /** The system keeps running, although it was about to end. */
  synchronized void goOn(Optional<Simulators> withThese) {
    simulators = withThese;
  }

  /** As they are now; those of the launch while that is unknown. */
  private List<URI> addresses(SystemState.Endpoints atLaunch) {
    return platform.state().endpoints().orElse(atLaunch).simulators();
  }

  /**
   * The system is about to end.
   *
   * @return its simulators, with their counts
   */
  synchronized Optional<Simulators> end() {
    var ending = simulators;
    simulators = Optional.empty();
    figures = Optional.empty();
    counted = Optional.empty();
    return ending;
  }

  /** The load that was asked for last. */
  public LoadPlan plan() {
    return plan;
  }

  /** As {@link #look} found them last; empty when a simulator did not answer. */
  synchronized Optional<LoadStats> figures() {
    return figures;
  }

  /**
   * Figures of the users.
   *
   * @param stats empty when there are none
   * @param at when they were asked for
   */
  record Figures(Optional<LoadStats> stats, Instant at) {}

  /** As {@link #look} found them last; none when a simulator has kept it waiting since. */
  synchronized Figures figures(Instant now) {
    return new Figures(figures.filter(found -> !figuresOf.plus(SILENCE).isBefore(now)), figuresOf);
  }

  /** The figures asked for now; as they were last where no answer comes in time. */
  Optional<LoadStats> figuresWithin(Duration limit) {
    var answer = new CompletableFuture<Optional<LoadStats>>();
    Thread.ofVirtual().name("figures").start(() -> answer.complete(stats().toOptional()));
    return answer.completeOnTimeout(figures(), limit.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /**
   * Sets the load, now and whenever a simulator is started again; all is as before if it is
   * refused.
   */
  public Outcome<LoadPlan> set(LoadPlan wanted) {
    var refusal = simulators.flatMap(each -> each.refusal(wanted));
    if (refusal.isPresent()) {
      return Outcome.failed(refusal.get());
    }
    var before = plan;
    plan = wanted;
    var outcome = ask("Setting the load", this::share);
    if (outcome instanceof Outcome.Done<LoadPlan> && !before.equals(wanted)) {
      timeline.add(new TimelineEvent.LoadChanged(clock.instant(), before, wanted));
    }
    return outcome;
  }

  /** Has the load that the simulators have already, as far as they say so. */
  void keep() {
    ask("Reading the load", Simulators::load).toOptional().ifPresent(found -> plan = found);
  }

  /**
   * Whether a system that keeps running after its session has no users then, however the session
   * ends.
   */
  public void endWithSession(boolean ends) {
    endsWithSession = ends;
  }

  /** The session ends, and the system does not. */
  void leave() {
    if (endsWithSession) {
      set(plan.withUsers(0));
    }
  }

  /** Changes the number of simulators, and redistributes the load; no counts are lost. */
  public Outcome<SystemState> scale(int count, Consumer<Step> progress) {
    var before = platform.state().simulators().size();
    var scaled =
        ask(
            "Setting the number of simulators",
            each -> new SimulatorScaling(platform, each, this).to(count, progress));
    if (scaled instanceof Outcome.Done<SystemState> && before != count) {
      timeline.add(new TimelineEvent.SimulatorsScaled(clock.instant(), before, count));
    }
    return scaled;
  }

  /** A simulator that was started again knows nothing of the load. */
  void restarted() {
    ask("Setting the load again", this::share);
  }

  /** Shares the load as it is wanted by now; one at a time, so that the newest is the last. */
  Outcome<LoadPlan> share(Simulators among) {
    sharing.lock();
    try {
      return among.share(plan);
    } finally {
      sharing.unlock();
    }
  }

  /** Asks the simulators something, unless there are none. */
  private <T> Outcome<T> ask(String tried, Function<Simulators, Outcome<T>> question) {
    return simulators.map(question).orElseGet(() -> notRunning(tried));
  }

  private static <T> Outcome<T> notRunning(String tried) {
    return Outcome.failed(new Failure(tried, "the system is not running", "Launch it first."));
  }

  /** The users' figures, asked for now. */
  public Outcome<LoadStats> stats() {
    return ask("Reading the simulator's figures", Simulators::stats);
  }

  /** Which of the users' requests have failed since the simulators' start, asked for now. */
  public Outcome<FailedRequests> failures() {
    return ask("Reading the failed requests", Simulators::failures);
  }

  /** Ends the warm-up of the users' times; see {@link Simulators#mark}. */
  public Outcome<String> mark() {
    return ask("Ending the warm-up", Simulators::mark);
  }

  /** Lets the load come to rest, so that what is lost is final; see {@link Simulators#quiesce}. */
  public Outcome<String> quiesce() {
    return ask("Quiescing the simulator", Simulators::quiesce);
  }

  /**
   * Carries out a load test on the running system, beside its users: a call of the first simulator.
   *
   * @param run reports the progress, and can end it
   * @return a failure when it could not be carried out
   */
  public Outcome<LoadTestResult> test(LoadTestPlan plan, LoadTestRun run) {
    return platform
        .state()
        .endpoints()
        .map(
            endpoints -> {
              timeline.add(new TimelineEvent.LoadTestBegan(clock.instant(), plan));
              var outcome = run.execute(new LoadTests(http, endpoints.simulator()), plan);
              timeline.add(new TimelineEvent.LoadTestEnded(clock.instant(), outcome));
              return outcome;
            })
        .orElseGet(() -> notRunning("The load test"));
  }

  /** Keeps the load shared, and reads the figures. */
  void look(Instant now) {
    var asked = simulators;
    asked.filter(Simulators::haveChanged).ifPresent(this::shareAnew);
    var fresh = stats().toOptional();
    synchronized (this) {
      if (asked.equals(simulators)) {
        count(fresh);
        figuresOf = now;
      }
    }
  }

  /** Some came or went otherwise than by this console. */
  private void shareAnew(Simulators changed) {
    if (share(changed) instanceof Outcome.Done<LoadPlan>) {
      var count = platform.state().simulators().size();
      timeline.add(new TimelineEvent.LoadShared(clock.instant(), count));
    }
  }

  /** A count that has become smaller, because whoever kept it died, must not pass unnoticed. */
  private void count(Optional<LoadStats> fresh) {
    if (counted.isPresent() && fresh.isPresent() && !fresh.get().continues(counted.get())) {
      timeline.add(new TimelineEvent.CountsLost(clock.instant()));
    }
    counted = fresh.or(() -> counted);
    figures = fresh;
  }
}
