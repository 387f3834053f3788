package switchboard.console.platform;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.SystemState.Phase;

/** A system in memory: its parts, what becomes of them, and who hears of that. */
final class FakeSystem {
  static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final Clock clock;
  private final URI simulator;
  private final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();
  private volatile SystemState state = SystemState.STOPPED;
  private volatile int simulators = 1;
  private volatile Optional<Limits> limits = Optional.of(new Limits(1, 256L << 20));
  private volatile Optional<URI> prometheus = Optional.empty();

  /**
   * @param simulator where the control API of each simulator listens
   */
  FakeSystem(Clock clock, URI simulator) {
    this.clock = clock;
    this.simulator = simulator;
  }

  SystemState state() {
    return state;
  }

  void watch(Consumer<PlatformEvent> listener) {
    listeners.add(listener);
  }

  /** Its next parts are scraped by this Prometheus. */
  void watchedBy(URI address) {
    prometheus = Optional.of(address);
  }

  /** Its next replicas have no limits. */
  void liftLimits() {
    limits = Optional.empty();
  }

  /** All its components are new and ready, with this number of replicas. */
  SystemState run(int replicas) {
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
    state =
        new SystemState(
            Phase.RUNNING,
            instances,
            Optional.of(
                new Endpoints(NOWHERE, Collections.nCopies(simulators, simulator), prometheus)));
    return state;
  }

  private Instance ready(String name, Role role) {
    return Instance.named(name, role, clock.instant())
        .startedAs("1", Optional.empty(), clock.instant())
        .entering(Instance.State.READY, clock.instant())
        .limitedTo(role == Role.BACKEND ? limits : Optional.empty());
  }

  SystemState runSimulators(int count) {
    simulators = count;
    return run(state.backends().size());
  }

  SystemState limit(Limits wanted) {
    limits = Optional.of(wanted);
    return run(state.backends().size());
  }

  SystemState end() {
    simulators = 1;
    state = SystemState.STOPPED;
    return state;
  }

  /** Returns what it was before, as everything that is done to one instance does. */
  Instance kill(String replica) {
    var before = of(replica);
    var exit = new Instance.Exit(clock.instant(), 137);
    var dead = before.endedWith(exit, Optional.empty());
    return becomes(dead, new PlatformEvent.Died(clock.instant(), dead, exit));
  }

  Instance stop(String replica) {
    var stopped = of(replica).stoppedWith(new Instance.Exit(clock.instant(), 0));
    return becomes(stopped, new PlatformEvent.Stopped(clock.instant(), stopped));
  }

  /** An ended one is ready again. */
  Instance restart(String instance) {
    var ready =
        of(instance)
            .startedAs("2", Optional.empty(), clock.instant())
            .entering(Instance.State.READY, clock.instant());
    return becomes(ready, new PlatformEvent.Ready(clock.instant(), ready));
  }

  /** Restarts one without any event. */
  Instance restartSimulator() {
    var ended =
        state
            .simulators()
            .getFirst()
            .endedWith(new Instance.Exit(clock.instant(), 1), Optional.empty());
    replace(ended);
    return restart(ended.name());
  }

  Instance pause(String replica) {
    var before = of(replica);
    if (isHeld(before)) {
      return before;
    }
    var held = before.entering(Instance.State.PAUSED, clock.instant());
    return becomes(held, new PlatformEvent.Paused(clock.instant(), held));
  }

  Instance unpause(String replica) {
    var before = of(replica);
    if (!isHeld(before)) {
      return before;
    }
    var ready = before.entering(Instance.State.READY, clock.instant());
    return becomes(ready, new PlatformEvent.Ready(clock.instant(), ready));
  }

  /** Whether any is paused. */
  boolean holdsAny() {
    return state.instances().stream().anyMatch(FakeSystem::isHeld);
  }

  private static boolean isHeld(Instance each) {
    return each.state() == Instance.State.PAUSED;
  }

  private Instance of(String name) {
    return state.instance(name).orElseThrow();
  }

  /** Whoever sees the change and makes the next one is not heard of before it. */
  private Instance becomes(Instance changed, PlatformEvent event) {
    synchronized (listeners) {
      var before = of(changed.name());
      replace(changed);
      listeners.forEach(listener -> listener.accept(event));
      return before;
    }
  }

  /** Several instances may change at once. */
  private synchronized void replace(Instance changed) {
    state =
        new SystemState(
            state.phase(),
            state.instances().stream()
                .map(each -> each.name().equals(changed.name()) ? changed : each)
                .toList(),
            state.endpoints());
  }

  /** Each part uses half a core and 100 MB. */
  Map<String, ResourceReading> consumption() {
    var now = clock.instant();
    var consumed =
        new ResourceReading(
            now, Duration.between(Instant.EPOCH, now).dividedBy(2), OptionalLong.of(100_000_000));
    return state.instances().stream().collect(Collectors.toMap(Instance::name, each -> consumed));
  }
}
