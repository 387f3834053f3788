package switchboard.console.platform;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.SystemState.Phase;

/** A platform in memory: everything is ready at once, and a killed replica when a test says so. */
public final class FakePlatform implements Platform {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final Clock clock;
  private final URI simulator;
  private final String name;
  private final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Queue<LogLine> lines = new LinkedBlockingQueue<>();
  private volatile SystemState state = SystemState.STOPPED;
  private volatile int simulators = 1;
  private volatile Optional<Fsync> fsync = Optional.empty();
  private volatile Set<Feature> features = Set.of(Feature.values());
  private volatile Optional<Limits> limits = Optional.of(new Limits(1, 256L << 20));
  private volatile Optional<Autoscaler> autoscaler = Optional.empty();
  private volatile Optional<String> outOfTouch = Optional.empty();
  private volatile Optional<URI> prometheus = Optional.empty();
  private volatile Map<Action, String> forbidden = Map.of();
  private volatile Optional<Monitoring> monitoring = Optional.empty();
  private volatile OptionalInt found = OptionalInt.empty();
  private volatile List<Destination> destinations = List.of();
  private volatile Optional<String> destination = Optional.empty();
  private volatile boolean dataDeleted;
  private volatile boolean adopted;
  private volatile boolean heldWhenStopped;
  private final AtomicInteger unpauseFailures = new AtomicInteger();
  private volatile Optional<Failure> launchFailure = Optional.empty();
  private volatile Optional<Failure> changeFailure = Optional.empty();
  private volatile Optional<Failure> killFailure = Optional.empty();
  private volatile Optional<Failure> stopFailure = Optional.empty();
  private volatile Optional<CountDownLatch> launchHeld = Optional.empty();

  /**
   * @param simulator where the control API of a simulator listens
   */
  public FakePlatform(Clock clock, URI simulator) {
    this(clock, simulator, "Memory");
  }

  /**
   * One of several.
   *
   * @param name on screen; in small letters, its id
   */
  public FakePlatform(Clock clock, URI simulator, String name) {
    this.clock = clock;
    this.simulator = simulator;
    this.name = name;
  }

  public FakePlatform(Clock clock) {
    this(clock, NOWHERE);
  }

  /** From now on launches fail like this. */
  public void failLaunches(Failure failure) {
    launchFailure = Optional.of(failure);
  }

  /** From now on nothing fails. */
  public void succeed() {
    launchFailure = Optional.empty();
    killFailure = Optional.empty();
    stopFailure = Optional.empty();
    changeFailure = Optional.empty();
  }

  /** From now on launches wait for this, unless they are cancelled. */
  public void holdLaunches(CountDownLatch until) {
    launchHeld = Optional.of(until);
  }

  /** From now on kills fail like this. */
  public void failKills(Failure failure) {
    killFailure = Optional.of(failure);
  }

  /** From now on the system cannot be stopped, and goes on. */
  public void failStops(Failure failure) {
    stopFailure = Optional.of(failure);
  }

  /** From now on what is done to replicas, but kills, fails like this. */
  public void failChanges(Failure failure) {
    changeFailure = Optional.of(failure);
  }

  @Override
  public String id() {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String about() {
    return "Everything runs in " + id() + ".";
  }

  /** As long as the longest there is, so that it shows whether there is room. */
  @Override
  public String maker(Role part) {
    return part == Role.GATEWAY ? "nginx · least_conn" : "valkey · " + id();
  }

  @Override
  public Set<Feature> features() {
    return features;
  }

  /** From now on this platform can do no more than this. */
  public void canOnly(Feature... those) {
    features = Set.of(those);
  }

  @Override
  public Optional<Limits.Range> limitsRange() {
    return Optional.of(new Limits.Range(new Limits(0.1, 64L << 20), new Limits(2, 1L << 30)));
  }

  /** From now on there are these places. */
  public void goTo(List<Destination> places) {
    destinations = places;
  }

  /** What was chosen last. */
  public Optional<String> destination() {
    return destination;
  }

  @Override
  public List<Destination> destinations() {
    return destinations;
  }

  @Override
  public Outcome<Destination> choose(String name) {
    destination = Optional.of(name);
    return destinations.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(Outcome::done)
        .orElseGet(
            () -> Outcome.failed(new Failure("Choosing " + name, "there is none", "Choose.")));
  }

  @Override
  public OptionalInt found() {
    return found;
  }

  /** From now on the operator may not do something, for this reason. */
  public void forbid(Action action, String reason) {
    var more = new EnumMap<Action, String>(Action.class);
    more.putAll(forbidden);
    more.put(action, reason);
    forbidden = more;
  }

  /** From now on the operator may do everything. */
  public void allowAll() {
    forbidden = Map.of();
  }

  @Override
  public Map<Action, String> forbidden() {
    return forbidden;
  }

  /** From now on this measures the whole engine. */
  public void monitorBy(Monitoring those) {
    monitoring = Optional.of(those);
  }

  @Override
  public Optional<Monitoring> monitoring() {
    return monitoring;
  }

  /** From now on systems have a Prometheus. */
  public void watchedBy(URI address) {
    prometheus = Optional.of(address);
  }

  /** From now on its engine does not answer, for this reason; or does, when empty. */
  public void loseTouch(Optional<String> reason) {
    outOfTouch = reason;
  }

  @Override
  public Optional<String> outOfTouch() {
    return outOfTouch;
  }

  /** From now on replicas have no limits until they are given some. */
  public void liftLimits() {
    limits = Optional.empty();
  }

  /** From now on a system with so many replicas is found running. */
  public void runElsewhere(int replicas) {
    found = OptionalInt.of(replicas);
  }

  /** Whether the last stop deleted the messages. */
  public boolean dataDeleted() {
    return dataDeleted;
  }

  /** Whether a replica was still held when the system was stopped. */
  public boolean heldWhenStopped() {
    return heldWhenStopped;
  }

  @Override
  public Capacity capacity() {
    return new Capacity(1_000, "Memory holds 1000 users");
  }

  @Override
  public Outcome<SystemState> launch(int replicas, Consumer<Step> progress) {
    progress.accept(new Step("Start store", Step.Status.RUNNING, ""));
    try {
      if (launchHeld.isPresent()) {
        launchHeld.get().await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(new Failure("Launching", "it was cancelled", "Launch again."));
    }
    if (launchFailure.isPresent()) {
      progress.accept(new Step("Start store", Step.Status.FAILED, launchFailure.get().happened()));
      return Outcome.failed(launchFailure.get());
    }
    progress.accept(new Step("Start store", Step.Status.DONE, "ready"));
    adopted = found.isPresent();
    state = running(replicas);
    return Outcome.done(state);
  }

  @Override
  public Outcome<SystemState> launch(int replicas, Fsync wanted, Consumer<Step> progress) {
    fsync = Optional.of(wanted);
    return launch(replicas, progress);
  }

  /** What the last launch that said so wanted of the store. */
  public Optional<Fsync> fsync() {
    return fsync;
  }

  @Override
  public Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress) {
    if (stopFailure.isPresent()) {
      return Outcome.failed(stopFailure.get());
    }
    dataDeleted = deleteData;
    heldWhenStopped =
        state.instances().stream().anyMatch(each -> each.state() == Instance.State.PAUSED);
    found = OptionalInt.empty();
    adopted = false;
    simulators = 1;
    state = SystemState.STOPPED;
    return Outcome.done(state);
  }

  @Override
  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    state = running(replicas);
    return Outcome.done(state);
  }

  /** A simulator is started again by its engine. */
  public void restartSimulator() {
    var restarted =
        state
            .simulators()
            .getFirst()
            .endedWith(new Instance.Exit(clock.instant(), 1), Optional.empty());
    replace(restarted);
    restart(restarted.name());
  }

  @Override
  public Outcome<SystemState> scaleSimulators(int count, Consumer<Step> progress) {
    if (changeFailure.isPresent()) {
      return Outcome.failed(changeFailure.get());
    }
    simulators = count;
    state = running(state.backends().size());
    return Outcome.done(state);
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    if (killFailure.isPresent()) {
      return Outcome.failed(killFailure.get());
    }
    var before = state.instance(replica);
    if (before.isEmpty()) {
      return Outcome.failed(
          new Failure("Killing " + replica, "there is no such replica", "Choose another."));
    }
    var exit = new Instance.Exit(clock.instant(), 137);
    var dead = before.get().endedWith(exit, Optional.empty());
    replace(dead);
    tell(new PlatformEvent.Died(clock.instant(), dead, exit));
    return Outcome.done(before.get());
  }

  @Override
  public Outcome<Instance> stopReplica(String replica) {
    var stopped =
        state.instance(replica).orElseThrow().stoppedWith(new Instance.Exit(clock.instant(), 0));
    return becomes(stopped, new PlatformEvent.Stopped(clock.instant(), stopped));
  }

  @Override
  public Outcome<Instance> startReplica(String replica) {
    var before = state.instance(replica).orElseThrow();
    if (changeFailure.isPresent()) {
      return Outcome.failed(changeFailure.get());
    }
    restart(replica);
    return Outcome.done(before);
  }

  @Override
  public Outcome<Instance> pause(String replica) {
    if (isHeld(replica)) {
      return Outcome.done(state.instance(replica).orElseThrow());
    }
    var held = entering(replica, Instance.State.PAUSED);
    return becomes(held, new PlatformEvent.Paused(clock.instant(), held));
  }

  @Override
  public Outcome<Instance> unpause(String replica) {
    if (unpauseFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return Outcome.failed(
          new Failure("Unfreezing " + replica, "memory does not answer", "Wait."));
    }
    if (!isHeld(replica)) {
      return Outcome.done(state.instance(replica).orElseThrow());
    }
    var ready = entering(replica, Instance.State.READY);
    return becomes(ready, new PlatformEvent.Ready(clock.instant(), ready));
  }

  /** So many of the next attempts to let a replica go on fail. */
  public void failUnpauses(int count) {
    unpauseFailures.set(count);
  }

  private boolean isHeld(String replica) {
    return state.instance(replica).orElseThrow().state() == Instance.State.PAUSED;
  }

  private Instance entering(String replica, Instance.State next) {
    return state.instance(replica).orElseThrow().entering(next, clock.instant());
  }

  private Outcome<Instance> becomes(Instance changed, PlatformEvent event) {
    if (changeFailure.isPresent()) {
      return Outcome.failed(changeFailure.get());
    }
    var before = state.instance(changed.name()).orElseThrow();
    replace(changed);
    tell(event);
    return Outcome.done(before);
  }

  @Override
  public Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> wanted) {
    if (changeFailure.isPresent()) {
      return Outcome.failed(changeFailure.get());
    }
    autoscaler = wanted;
    return Outcome.done(wanted);
  }

  @Override
  public Optional<Autoscaler> autoscaler() {
    return autoscaler;
  }

  @Override
  public Outcome<SystemState> limit(Limits wanted, Consumer<Step> progress) {
    progress.accept(new Step("Restart backend-1", Step.Status.RUNNING, ""));
    if (changeFailure.isPresent()) {
      return Outcome.failed(changeFailure.get());
    }
    progress.accept(new Step("Restart backend-1", Step.Status.DONE, "ready"));
    limits = Optional.of(wanted);
    state = running(state.backends().size());
    return Outcome.done(state);
  }

  /** Makes a killed replica ready again. */
  public void restart(String replica) {
    var dead = state.instance(replica).orElseThrow();
    var ready =
        dead.startedAs("2", Optional.empty(), clock.instant())
            .entering(Instance.State.READY, clock.instant());
    replace(ready);
    tell(new PlatformEvent.Ready(clock.instant(), ready));
  }

  @Override
  public SystemState state() {
    return state;
  }

  /** Each part uses half a core and 100 MB. */
  @Override
  public Map<String, Consumption> consumption() {
    var now = clock.instant();
    var consumed =
        new Consumption(
            now,
            Duration.between(java.time.Instant.EPOCH, now).dividedBy(2),
            OptionalLong.of(100_000_000));
    return state.instances().stream().collect(Collectors.toMap(Instance::name, each -> consumed));
  }

  @Override
  public List<LogLine> logs(String instance, Instant since) {
    return lines.stream()
        .filter(line -> line.instance().equals(instance) && !line.at().isBefore(since))
        .toList();
  }

  /** An instance prints something. */
  public void print(LogLine line) {
    lines.add(line);
  }

  /** Forgets all but the newest lines. */
  public void forgetLines(int kept) {
    while (lines.size() > kept) {
      lines.remove();
    }
  }

  @Override
  public void watch(Consumer<PlatformEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public boolean adopted() {
    return adopted;
  }

  @Override
  public void close() {
    if (adopted) {
      return;
    }
    state = SystemState.STOPPED;
  }

  private SystemState running(int replicas) {
    var instances = new ArrayList<Instance>();
    instances.add(ready("simulator", Role.SIMULATOR));
    for (int number = 2; number <= simulators; number++) {
      instances.add(ready("simulator-" + number, Role.SIMULATOR));
    }
    instances.add(ready("gateway", Role.GATEWAY));
    for (int number = 1; number <= replicas; number++) {
      instances.add(ready("backend-" + number, Role.BACKEND));
    }
    instances.add(ready("store", Role.STORE));
    return new SystemState(
        Phase.RUNNING,
        instances,
        Optional.of(
            new Endpoints(NOWHERE, Collections.nCopies(simulators, simulator), prometheus)));
  }

  private Instance ready(String name, Role role) {
    return Instance.named(name, role, clock.instant())
        .startedAs("1", Optional.empty(), clock.instant())
        .entering(Instance.State.READY, clock.instant())
        .limitedTo(role == Role.BACKEND ? limits : Optional.empty());
  }

  private void replace(Instance changed) {
    state =
        new SystemState(
            state.phase(),
            state.instances().stream()
                .map(each -> each.name().equals(changed.name()) ? changed : each)
                .toList(),
            state.endpoints());
  }

  private void tell(PlatformEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }
}
