package switchboard.console.platform;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.SystemState.Phase;

/** A platform in memory: everything is ready at once, and a killed replica when a test says so. */
public final class FakePlatform implements Platform {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final Clock clock;
  private final URI simulator;
  private final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();
  private volatile SystemState state = SystemState.STOPPED;
  private volatile Optional<Failure> launchFailure = Optional.empty();

  /**
   * @param simulator where the control API of a simulator listens
   */
  public FakePlatform(Clock clock, URI simulator) {
    this.clock = clock;
    this.simulator = simulator;
  }

  public FakePlatform(Clock clock) {
    this(clock, NOWHERE);
  }

  /** From now on launches fail like this. */
  public void failLaunches(Failure failure) {
    launchFailure = Optional.of(failure);
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public String name() {
    return "Memory";
  }

  @Override
  public Capacity capacity() {
    return new Capacity(1_000, "Memory holds 1000 users");
  }

  @Override
  public Outcome<SystemState> launch(int replicas, Consumer<Step> progress) {
    progress.accept(new Step("Start store", Step.Status.RUNNING, ""));
    if (launchFailure.isPresent()) {
      progress.accept(new Step("Start store", Step.Status.FAILED, launchFailure.get().happened()));
      return Outcome.failed(launchFailure.get());
    }
    progress.accept(new Step("Start store", Step.Status.DONE, "ready"));
    state = running(replicas);
    return Outcome.done(state);
  }

  @Override
  public Outcome<SystemState> stop(Consumer<Step> progress) {
    state = SystemState.STOPPED;
    return Outcome.done(state);
  }

  @Override
  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    state = running(replicas);
    return Outcome.done(state);
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    var before = state.instance(replica);
    if (before.isEmpty()) {
      return Outcome.failed(
          new Failure("Killing " + replica, "there is no such replica", "Choose another."));
    }
    var exit = new Instance.Exit(clock.instant(), 137);
    var dead = before.get().endedWith(exit);
    replace(dead);
    tell(new PlatformEvent.Died(clock.instant(), dead, exit));
    return Outcome.done(before.get());
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

  @Override
  public List<LogLine> logs(String instance) {
    return List.of();
  }

  @Override
  public void watch(Consumer<PlatformEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    state = SystemState.STOPPED;
  }

  private SystemState running(int replicas) {
    var instances = new ArrayList<Instance>();
    instances.add(ready("simulator", Role.SIMULATOR));
    instances.add(ready("gateway", Role.GATEWAY));
    for (int number = 1; number <= replicas; number++) {
      instances.add(ready("backend-" + number, Role.BACKEND));
    }
    instances.add(ready("store", Role.STORE));
    return new SystemState(
        Phase.RUNNING, instances, Optional.of(new Endpoints(NOWHERE, simulator, Optional.empty())));
  }

  private Instance ready(String name, Role role) {
    return Instance.named(name, role, clock.instant())
        .startedAs("1", Optional.empty(), clock.instant())
        .entering(Instance.State.READY, clock.instant());
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
