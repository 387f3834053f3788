package switchboard.console.platform;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.capability.BackendFaults;
import switchboard.console.platform.capability.Destinations;
import switchboard.console.platform.capability.Healing;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.platform.capability.Monitoring;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.platform.capability.ReplicaAutoscaling;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.platform.capability.StoreDurability;
import switchboard.console.tls.Tls;

/**
 * A platform in memory: everything is ready immediately, and a killed replica when a test says so.
 * The state of its system is in {@link FakeSystem}, what it can be set to fail, to deny or to delay
 * up in {@link ObstructedPlatform}.
 */
public final class FakePlatform extends ObstructedPlatform
    implements Limiting,
        Pausing,
        BackendFaults,
        Healing,
        ReplicaLifecycle,
        ReplicaAutoscaling,
        MultipleSimulators,
        Destinations,
        StoreDurability {
  private final String name;
  private final FakeSystem system;
  private final Map<String, Set<String>> backendFaults = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Outcome<SelfReport>>> reports = new ConcurrentHashMap<>();
  private volatile Optional<Supplier<Map<String, ResourceReading>>> consumed = Optional.empty();
  private final Queue<LogLine> lines = new LinkedBlockingQueue<>();
  private volatile Optional<Fsync> fsync = Optional.empty();
  private volatile Optional<Tls> tls = Optional.empty();
  private volatile Optional<Class<? extends Capability>> only = Optional.empty();
  private volatile Optional<Autoscaler> autoscaler = Optional.empty();
  private volatile Optional<Monitoring> monitoring = Optional.empty();
  private volatile OptionalInt found = OptionalInt.empty();
  private volatile List<Destination> destinations = List.of();
  private volatile Optional<String> destination = Optional.empty();
  private volatile Optional<RuntimeException> logsFailure = Optional.empty();
  private volatile Function<Leftover, Outcome<Leftover.Undone>> healing =
      leftover -> Outcome.done(Leftover.Undone.NOW);
  private volatile boolean dataDeleted;
  private volatile boolean adopted;
  private volatile boolean heldWhenStopped;

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
    this.name = name;
    system = new FakeSystem(clock, simulator);
  }

  public FakePlatform(Clock clock) {
    this(clock, FakeSystem.NOWHERE);
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
  public String description() {
    return "Everything runs in " + id() + ".";
  }

  /** As long as the longest there is, so that it shows whether there is room. */
  @Override
  public String implementation(Role part) {
    return part == Role.GATEWAY ? "nginx · least_conn" : "valkey · " + id();
  }

  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    if (kind == Monitoring.class) {
      return monitoring.map(kind::cast);
    }
    return only.filter(one -> one != kind).isPresent() ? Optional.empty() : super.capability(kind);
  }

  /** From now on this platform has no other capability than this. */
  public void canOnly(Class<? extends Capability> kind) {
    only = Optional.of(kind);
  }

  @Override
  public boolean keepsMessages() {
    return true;
  }

  @Override
  public boolean limitsCpuLive() {
    return true;
  }

  @Override
  public Limits.Range limitsRange() {
    return new Limits.Range(new Limits(0.1, 64L << 20), new Limits(2, 1L << 30));
  }

  @Override
  public Capacity capacity() {
    return new Capacity(1_000, "Memory holds 1000 users");
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
            () -> Outcome.failed(new Failure("Choosing " + name, "there are none", "Choose.")));
  }

  @Override
  public boolean isForeign() {
    return destinations.stream()
        .anyMatch(each -> each.foreign() && destination.equals(Optional.of(each.name())));
  }

  /** From now on this measures the whole engine. */
  public void monitorBy(Monitoring those) {
    monitoring = Optional.of(those);
  }

  /** From now on systems have a Prometheus. */
  public void watchedBy(URI address) {
    system.watchedBy(address);
  }

  /** From now on replicas have no limits until they are given some. */
  public void liftLimits() {
    system.liftLimits();
  }

  /** From now on a system with this number of replicas is found running. */
  public void runElsewhere(int replicas) {
    found = OptionalInt.of(replicas);
  }

  @Override
  public OptionalInt existingReplicas() {
    return found;
  }

  @Override
  public Outcome<SystemState> launch(LaunchRequest request, Consumer<Step> progress) {
    fsync = request.fsync().or(() -> fsync);
    tls = request.tls();
    progress.accept(new Step("Start store", Step.Status.RUNNING, ""));
    var failure = launching();
    if (failure.isPresent()) {
      progress.accept(new Step("Start store", Step.Status.FAILED, failure.get().happened()));
      return Outcome.failed(failure.get());
    }
    progress.accept(new Step("Start store", Step.Status.DONE, "ready"));
    adopted = found.isPresent();
    return Outcome.done(system.run(request.replicas()));
  }

  /** What the last launch that said so wanted of the store. */
  public Optional<Fsync> fsync() {
    return fsync;
  }

  /** What the gateway of the last launch was to serve. */
  public Optional<Tls> tls() {
    return tls;
  }

  @Override
  public boolean adopted() {
    return adopted;
  }

  @Override
  public Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress) {
    if (Thread.currentThread().isInterrupted()) {
      return Outcome.failed(new Failure("Stopping", "it was cancelled", "Try again."));
    }
    return stop(
        () -> {
          dataDeleted = deleteData;
          heldWhenStopped = system.holdsAny();
          found = OptionalInt.empty();
          adopted = false;
          return system.end();
        });
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
  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    return change(() -> system.run(replicas));
  }

  @Override
  public Outcome<SystemState> scaleSimulators(int count, Consumer<Step> progress) {
    return change(() -> system.runSimulators(count));
  }

  /** A simulator is started again by its engine. */
  public void restartSimulator() {
    system.restartSimulator();
  }

  @Override
  public Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> wanted) {
    return change(
        () -> {
          autoscaler = wanted;
          return wanted;
        });
  }

  @Override
  public Optional<Autoscaler> autoscaler() {
    return autoscaler;
  }

  @Override
  public Outcome<SystemState> limit(Limits wanted, Consumer<Step> progress) {
    progress.accept(new Step("Restart backend-1", Step.Status.RUNNING, ""));
    return change(
        () -> {
          progress.accept(new Step("Restart backend-1", Step.Status.DONE, "ready"));
          return system.limit(wanted);
        });
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    return state().instance(replica).isPresent()
        ? kill(() -> system.kill(replica))
        : Outcome.failed(
            new Failure("Killing " + replica, "there is no such replica", "Choose another."));
  }

  /** Makes a killed replica ready again. */
  public void restart(String replica) {
    system.restart(replica);
  }

  @Override
  public Outcome<Instance> stopReplica(String replica) {
    return change(() -> system.stop(replica));
  }

  @Override
  public Outcome<Instance> startReplica(String replica) {
    return change(() -> system.restart(replica));
  }

  @Override
  public Outcome<Instance> pause(String replica, Duration lasts) {
    return change(() -> system.pause(replica));
  }

  @Override
  public Outcome<Instance> unpause(String replica) {
    return unpause(replica, () -> system.unpause(replica));
  }

  @Override
  public Outcome<Instance> begin(String replica, BackendFault fault) {
    return answer(
        change(
            () -> {
              backendFaults.computeIfAbsent(replica, name -> new HashSet<>()).add(fault.kind());
              return state().instance(replica).orElseThrow();
            }));
  }

  @Override
  public Outcome<Instance> end(String replica, String kind) {
    return change(
        () -> {
          backendFaults.getOrDefault(replica, new HashSet<>()).remove(kind);
          return state().instance(replica).orElseThrow();
        });
  }

  @Override
  public Outcome<Optional<Incarnation>> incarnation(String instance) {
    return Outcome.done(
        state()
            .instance(instance)
            .map(each -> new Incarnation(id(), each.engineId(), Instant.EPOCH)));
  }

  @Override
  public Outcome<Leftover.Undone> heal(Leftover leftover) {
    return healing.apply(leftover);
  }

  /** From now on what consoles have left becomes of this. */
  public void healBy(Function<Leftover, Outcome<Leftover.Undone>> those) {
    healing = those;
  }

  @Override
  public Outcome<Set<String>> active(String replica) {
    return change(() -> Set.copyOf(backendFaults.getOrDefault(replica, Set.of())));
  }

  @Override
  public Outcome<SelfReport> report(String replica) {
    return reports
        .getOrDefault(
            replica,
            () ->
                Outcome.failed(
                    new Failure("Reading " + replica, "it does not answer", "Choose another.")))
        .get();
  }

  /** From now on a replica says this of itself. */
  public void reportBy(String replica, Supplier<Outcome<SelfReport>> report) {
    reports.put(replica, report);
  }

  /** From now on this is what components have consumed. */
  public void consume(Supplier<Map<String, ResourceReading>> consumption) {
    consumed = Optional.of(consumption);
  }

  /** The faults that a replica injected into itself are over. */
  public void endBackendFaults(String replica) {
    backendFaults.remove(replica);
  }

  @Override
  public SystemState state() {
    return system.state();
  }

  @Override
  public Map<String, ResourceReading> consumption() {
    return consumed.orElse(system::consumption).get();
  }

  @Override
  public List<LogLine> logs(String instance, Instant since) {
    logsFailure.ifPresent(
        failure -> {
          throw failure;
        });
    return lines.stream()
        .filter(line -> line.instance().equals(instance) && !line.at().isBefore(since))
        .toList();
  }

  /** From now on logs cannot be read. */
  public void failLogs(RuntimeException failure) {
    logsFailure = Optional.of(failure);
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
    system.watch(listener);
  }

  @Override
  public void close() {
    if (!adopted) {
      system.end();
    }
  }
}
