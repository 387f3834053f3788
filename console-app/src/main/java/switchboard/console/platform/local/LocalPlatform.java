package switchboard.console.platform.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Capacity;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.platform.base.OperationQueue;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.platform.capability.StoreDurability;

/** The embedded platform: every component is a child process of the console, all on loopback. */
public final class LocalPlatform
    implements Platform, Limiting, Pausing, ReplicaLifecycle, StoreDurability {
  private final OkHttpClient http;
  private final Clock clock;
  private final JavaCommand java;
  private final Supplier<LocalOptions> options;
  private final Cgroups.Found cgroups;
  private final String path;
  private final OperationQueue changes = new OperationQueue(this::state);
  private final ExecutorService eventQueue =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("platform-events").factory());
  private final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, LogBuffer> logs = new ConcurrentHashMap<>();

  private volatile Phase phase = Phase.STOPPED;
  private volatile Optional<ChildSystem> children = Optional.empty();

  /**
   * @param options asked for at each launch
   */
  public LocalPlatform(OkHttpClient http, Clock clock, Supplier<LocalOptions> options) {
    this(http, clock, options, JavaCommand.ofThisProcess(), Cgroups.find(), path());
  }

  /**
   * @param path where a program for the store is looked for
   */
  LocalPlatform(
      OkHttpClient http,
      Clock clock,
      Supplier<LocalOptions> options,
      JavaCommand java,
      Cgroups.Found cgroups,
      String path) {
    this.java = java;
    this.cgroups = cgroups;
    this.path = path;
    this.options = options;
    this.http = http;
    this.clock = clock;
  }

  static String path() {
    return Optional.ofNullable(System.getenv("PATH")).orElse("");
  }

  @Override
  public String id() {
    return "local";
  }

  @Override
  public String name() {
    return "This machine";
  }

  @Override
  public String description() {
    return "Everything runs as processes on this machine, reachable from it only. Nothing needs to"
        + " be installed, and nothing is left behind when it stops.";
  }

  @Override
  public String implementation(Role part) {
    return part == Role.GATEWAY
        ? "least requests"
        : children.map(ChildSystem::storeProgram).orElse("append-only");
  }

  /** Windows cannot freeze a process. */
  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    return kind == Pausing.class && !Signal.areThere()
        ? Optional.empty()
        : Platform.super.capability(kind);
  }

  @Override
  public boolean keepsMessages() {
    return false;
  }

  @Override
  public boolean limitsCpuLive() {
    return true;
  }

  @Override
  public Limits.Range limitsRange() {
    var both = Limits.Range.OF_THIS_MACHINE;
    return switch (cgroups) {
      case Cgroups.Usable usable -> both;
      case Cgroups.Missing missing ->
          new Limits.Range(new Limits(both.most().cpus(), both.least().memoryBytes()), both.most());
    };
  }

  @Override
  public String limitsNote() {
    return switch (cgroups) {
      case Cgroups.Usable usable -> "";
      case Cgroups.Missing(String reason) ->
          "CPU cannot be limited here: "
              + reason
              + ". A memory limit applies to the JVM's heap only.";
    };
  }

  /** What runs on this machine belongs to the console that started it. */
  @Override
  public OptionalInt existingReplicas() {
    return OptionalInt.empty();
  }

  @Override
  public Capacity capacity() {
    return OpenFiles.capacity();
  }

  /** By default, nothing acknowledged is lost, whatever happens next. */
  @Override
  public Outcome<SystemState> launch(LaunchRequest request, Consumer<Step> progress) {
    var replicas = request.replicas();
    var fsync = request.fsync().orElse(Fsync.ALWAYS);
    return change(
        "Launching on this machine",
        replicas,
        () -> {
          if (children.isPresent()) {
            children.get().scale(replicas, progress);
            return;
          }
          phase = Phase.LAUNCHING;
          logs.clear();
          var starting =
              ChildSystem.prepare(
                  java,
                  http,
                  clock,
                  fsync,
                  options.get(),
                  cgroups,
                  path,
                  this::log,
                  this::emit,
                  progress);
          children = Optional.of(starting);
          try {
            starting.start(replicas, progress);
            phase = Phase.RUNNING;
          } finally {
            if (phase != Phase.RUNNING) {
              end(starting, progress);
            }
          }
        });
  }

  @Override
  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    return change(
        "Scaling to " + replicas + " replicas",
        replicas,
        () -> running().scale(replicas, progress));
  }

  private ChildSystem running() throws StepFailed {
    return children.orElseThrow(
        () -> new StepFailed("the system is not running", "Launch it first.", ""));
  }

  @Override
  public Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress) {
    return change("Stopping", 0, () -> children.ifPresent(running -> end(running, progress)));
  }

  private void end(ChildSystem ending, Consumer<Step> progress) {
    phase = Phase.STOPPING;
    ending.stop(progress);
    children = Optional.empty();
    phase = Phase.STOPPED;
  }

  private Outcome<SystemState> change(String tried, int replicas, OperationQueue.Change change) {
    return changes.make(
        tried,
        replicas,
        change,
        e ->
            new Failure(
                tried,
                e.getMessage(),
                "Check for a full disk ("
                    + System.getProperty("java.io.tmpdir")
                    + " holds the launch's files) or a firewall on loopback, then try again.",
                e.toString()));
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    return act("Killing " + replica, replica, (system, part) -> part.kill());
  }

  @Override
  public Outcome<Instance> stopReplica(String replica) {
    return act("Stopping " + replica, replica, ChildSystem::stop);
  }

  @Override
  public Outcome<Instance> startReplica(String replica) {
    return act("Starting " + replica, replica, (system, part) -> part.startAgain());
  }

  @Override
  public Outcome<Instance> pause(String replica) {
    return act("Freezing " + replica, replica, (system, part) -> part.pause());
  }

  @Override
  public Outcome<Instance> unpause(String replica) {
    return act("Unfreezing " + replica, replica, (system, part) -> part.unpause());
  }

  /** An action on one component; false when it is not in a state for it. */
  @FunctionalInterface
  private interface Action {
    boolean on(ChildSystem system, Supervisor part) throws IOException, InterruptedException;
  }

  private Outcome<Instance> act(String tried, String replica, Action action) {
    var system = children;
    var part = system.flatMap(running -> running.supervisor(replica));
    if (part.isEmpty()) {
      return Outcome.failed(
          new Failure(tried, "there is no such replica", "Choose one that is ready."));
    }
    var before = part.get().instance();
    try {
      return action.on(system.get(), part.get())
          ? Outcome.done(before)
          : Outcome.failed(new Failure(tried, "it is not running", "Choose one that is ready."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(
          new Failure(tried, "it was cancelled", "Check the replica's state, then try again."));
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              tried,
              "its process cannot be signalled: " + e.getMessage(),
              "Check whether this machine is out of memory or processes, then try again.",
              e.toString()));
    }
  }

  @Override
  public Outcome<SystemState> limit(Limits limits, Consumer<Step> progress) {
    var tried = "Limiting replicas to " + limits.words();
    var refusal = limitsRange().refusal(tried, limits);
    if (refusal.isPresent()) {
      return Outcome.failed(refusal.get());
    }
    return change(tried, 0, () -> running().limit(limits, progress));
  }

  @Override
  public SystemState state() {
    return children
        .map(
            running ->
                new SystemState(
                    phase,
                    running.instances(),
                    phase == Phase.RUNNING ? Optional.of(running.endpoints()) : Optional.empty()))
        .orElse(SystemState.STOPPED);
  }

  @Override
  public Map<String, ResourceReading> consumption() {
    return children.map(ChildSystem::consumption).orElse(Map.of());
  }

  @Override
  public List<LogLine> logs(String instance, Instant since) {
    return Optional.ofNullable(logs.get(instance)).map(log -> log.lines(since)).orElse(List.of());
  }

  @Override
  public void watch(Consumer<PlatformEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public boolean adopted() {
    return false;
  }

  @Override
  public void close() {
    stop(false, step -> {});
    eventQueue.shutdown();
  }

  private LogBuffer log(String instance) {
    return logs.computeIfAbsent(instance, name -> new LogBuffer(name, clock));
  }

  private void emit(PlatformEvent event) {
    eventQueue.execute(() -> listeners.forEach(listener -> listener.accept(event)));
  }
}
