package switchboard.console.platform.local;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Changes;
import switchboard.console.platform.Feature;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.StepFailed;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;

/** The embedded platform: every part is a child process of the console, all on loopback. */
public final class LocalPlatform implements Platform {
  private final OkHttpClient http;
  private final Clock clock;
  private final JavaCommand java;
  private final Changes changes = new Changes(this::state);
  private final ExecutorService eventQueue =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("platform-events").factory());
  private final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, LogBuffer> logs = new ConcurrentHashMap<>();

  private volatile Phase phase = Phase.STOPPED;
  private volatile Optional<ChildSystem> children = Optional.empty();

  public LocalPlatform(OkHttpClient http, Clock clock) {
    this(http, clock, JavaCommand.ofThisProcess());
  }

  LocalPlatform(OkHttpClient http, Clock clock, JavaCommand java) {
    this.java = java;
    this.http = http;
    this.clock = clock;
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
  public String about() {
    return "Everything runs as processes on this machine, reachable from it alone. Nothing needs to"
        + " be installed, and nothing is left behind when it stops.";
  }

  @Override
  public String maker(Role part) {
    return part == Role.GATEWAY ? "least requests" : "append-only";
  }

  @Override
  public Set<Feature> features() {
    return Set.of();
  }

  @Override
  public Optional<Limits.Range> limitsRange() {
    return Optional.empty();
  }

  /** What runs on this machine belongs to the console that started it. */
  @Override
  public OptionalInt found() {
    return OptionalInt.empty();
  }

  @Override
  public Capacity capacity() {
    return OpenFiles.capacity();
  }

  @Override
  public Outcome<SystemState> launch(int replicas, Consumer<Step> progress) {
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
          var starting = ChildSystem.prepare(java, http, clock, this::log, this::emit);
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
        () -> {
          if (children.isEmpty()) {
            throw new StepFailed("the system is not running", "Launch it first.", "");
          }
          children.get().scale(replicas, progress);
        });
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

  private Outcome<SystemState> change(String tried, int replicas, Changes.Change change) {
    return changes.make(
        tried,
        replicas,
        change,
        e ->
            new Failure(
                tried,
                e.getMessage(),
                "Look for a full disk or a firewall on loopback, then try again.",
                e.toString()));
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    var supervisor = children.flatMap(running -> running.supervisor(replica));
    var before = supervisor.map(Supervisor::instance);
    if (supervisor.isPresent() && supervisor.get().kill()) {
      return Outcome.done(before.get());
    }
    return Outcome.failed(
        new Failure(
            "Killing " + replica,
            supervisor.isPresent() ? "it is not alive just now" : "there is no such replica",
            "Choose one that is ready."));
  }

  @Override
  public Outcome<Instance> stopReplica(String replica) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Outcome<Instance> startReplica(String replica) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Outcome<Instance> pause(String replica) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Outcome<Instance> unpause(String replica) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Outcome<SystemState> limit(Limits limits, Consumer<Step> progress) {
    return Outcome.failed(
        new Failure(
            "Limiting the replicas",
            "processes on this machine cannot be limited",
            "Launch on Docker Compose."));
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
  public List<LogLine> logs(String instance) {
    return Optional.ofNullable(logs.get(instance)).map(LogBuffer::lines).orElse(List.of());
  }

  @Override
  public void watch(Consumer<PlatformEvent> listener) {
    listeners.add(listener);
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
