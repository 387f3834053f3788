package switchboard.console.platform.compose;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Changes;
import switchboard.console.platform.Consumption;
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

/**
 * Docker Compose: every part is a container. Compose launches and scales; what happens is heard
 * from the engine, whoever caused it. A project that runs already is adopted: launching scales it,
 * {@link #stop} ends it, and {@link #close} leaves it as it is.
 *
 * <p>Every operation but {@link #state} talks to the engine and may block for seconds.
 */
public final class ComposePlatform implements Platform {
  private static final Logger LOG = LoggerFactory.getLogger(ComposePlatform.class);

  /** The gateway's workers share its users, so its limit of open files is not in the way. */
  private static final Capacity CAPACITY = new Capacity(10_000, "");

  private final OkHttpClient http;
  private final Clock clock;
  private final Map<String, String> environment;
  private final Changes changes = new Changes(this::state);
  private final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();

  private volatile Phase phase = Phase.STOPPED;
  private volatile Optional<Project> project = Optional.empty();

  public ComposePlatform(OkHttpClient http, Clock clock) {
    this(http, clock, Map.of());
  }

  /**
   * @param overrides of the environment's variables
   */
  ComposePlatform(OkHttpClient http, Clock clock, Map<String, String> overrides) {
    this.http = http;
    this.clock = clock;
    environment = new HashMap<>(System.getenv());
    environment.putAll(overrides);
  }

  @Override
  public String id() {
    return "compose";
  }

  @Override
  public String name() {
    return "Docker Compose";
  }

  @Override
  public String about() {
    return "Every part runs as a container on this machine's Docker Engine, reachable from this"
        + " machine alone. Stopping removes the containers and keeps the messages.";
  }

  @Override
  public String maker(Role part) {
    return part == Role.GATEWAY ? "nginx · least_conn" : "valkey · AOF";
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.PAUSE, Feature.STOP_REPLICA, Feature.LIVE_CPU, Feature.DATA);
  }

  @Override
  public Optional<Limits.Range> limitsRange() {
    return Optional.of(Limits.Range.OF_THIS_MACHINE);
  }

  @Override
  public OptionalInt found() {
    try {
      return project.isPresent() ? OptionalInt.empty() : Project.running(environment);
    } catch (StepFailed | RuntimeException e) {
      LOG.debug("Whether a system runs already cannot be found out", e);
      return OptionalInt.empty();
    }
  }

  @Override
  public Capacity capacity() {
    return CAPACITY;
  }

  @Override
  public Outcome<SystemState> launch(int replicas, Consumer<Step> progress) {
    return change(
        "Launching on Docker Compose",
        replicas,
        () -> {
          if (project.isPresent()) {
            project.get().ensure(replicas, progress);
            return;
          }
          phase = Phase.LAUNCHING;
          try {
            var opened = Project.open(environment, http, clock, this::emit, progress);
            project = Optional.of(opened);
            opened.start(replicas, progress);
            phase = Phase.RUNNING;
          } finally {
            if (phase != Phase.RUNNING) {
              abandon(progress);
            }
          }
        });
  }

  /** After a launch that failed or was cancelled: what it started is ended, what ran stays. */
  private void abandon(Consumer<Step> progress) {
    if (project.map(Project::begun).orElse(false) && !adopted()) {
      var interrupted = Thread.interrupted();
      try {
        end(project.get(), false, progress);
      } catch (IOException | StepFailed e) {
        LOG.warn("What a launch had started could not be ended: {}", e.toString());
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    release();
  }

  private void end(Project ending, boolean deleteData, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    phase = Phase.STOPPING;
    try {
      ending.stop(deleteData, progress);
      release();
    } finally {
      if (project.isPresent()) {
        phase = Phase.RUNNING;
      }
    }
  }

  private void release() {
    project.ifPresent(Project::close);
    project = Optional.empty();
    phase = Phase.STOPPED;
  }

  @Override
  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    return change(
        "Scaling to " + replicas + " replicas",
        replicas,
        () -> running().scale(replicas, progress));
  }

  @Override
  public Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress) {
    return change(
        "Stopping",
        0,
        () -> {
          if (project.isPresent()) {
            end(project.get(), deleteData, progress);
          }
        });
  }

  private Outcome<SystemState> change(String tried, int replicas, Changes.Change change) {
    try {
      return changes.make(tried, replicas, change, e -> broken(tried, e));
    } catch (RuntimeException e) {
      // docker-java reports a lost connection, and whatever the engine refuses, unchecked.
      return Outcome.failed(broken(tried, e));
    }
  }

  private static Failure broken(String tried, Exception e) {
    return new Failure(
        tried,
        "Docker Engine or its command line failed: " + e.getMessage(),
        "See that docker ps works in a terminal, then try again.",
        e.toString());
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    return act(
        "Killing " + replica,
        replica,
        (actions, target) -> {
          requireAlive(target);
          actions.kill(target);
        });
  }

  @Override
  public Outcome<Instance> stopReplica(String replica) {
    return act("Stopping " + replica, replica, ContainerActions::stop);
  }

  @Override
  public Outcome<Instance> startReplica(String replica) {
    return act("Starting " + replica, replica, ContainerActions::start);
  }

  @Override
  public Outcome<Instance> pause(String replica) {
    return act(
        "Freezing " + replica,
        replica,
        (actions, target) -> {
          requireAlive(target);
          actions.pause(target);
        });
  }

  @Override
  public Outcome<Instance> unpause(String replica) {
    return act(
        "Unfreezing " + replica,
        replica,
        (actions, target) -> {
          requireAlive(target);
          actions.unpause(target);
        });
  }

  /** What is done to one container. */
  @FunctionalInterface
  private interface Act {
    void on(ContainerActions actions, Container target)
        throws IOException, InterruptedException, StepFailed;
  }

  private static void requireAlive(Container target) throws StepFailed {
    if (!target.alive()) {
      throw new StepFailed("it is not alive just now", "Choose one that is ready.", "");
    }
  }

  private Outcome<Instance> act(String tried, String replica, Act act) {
    var running = project;
    var before = state().instance(replica);
    try {
      var target = running.flatMap(each -> each.inspect(replica));
      if (before.isEmpty() || target.isEmpty()) {
        throw new StepFailed("there is no such replica", "Choose one that is ready.", "");
      }
      act.on(running.get().actions(), target.get());
      return Outcome.done(before.get());
    } catch (StepFailed e) {
      return Outcome.failed(new Failure(tried, e.getMessage(), e.next(), e.details()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(new Failure(tried, "it was interrupted", "Try again."));
    } catch (IOException | RuntimeException e) {
      return Outcome.failed(broken(tried, e));
    }
  }

  @Override
  public Outcome<SystemState> limit(Limits limits, Consumer<Step> progress) {
    var tried = "Limiting replicas to " + limits.words();
    var refusal = Limits.Range.OF_THIS_MACHINE.refusal(tried, limits);
    if (refusal.isPresent()) {
      return Outcome.failed(refusal.get());
    }
    return change(tried, 0, () -> running().limit(limits, progress));
  }

  private Project running() throws StepFailed {
    return project.orElseThrow(
        () -> new StepFailed("the system is not running", "Launch it first.", ""));
  }

  @Override
  public SystemState state() {
    var seen = phase;
    return project
        .map(
            running ->
                new SystemState(
                    seen,
                    running.instances(),
                    seen == Phase.RUNNING ? running.endpoints() : Optional.empty()))
        .orElseGet(() -> new SystemState(seen, List.of(), Optional.empty()));
  }

  @Override
  public Map<String, Consumption> consumption() {
    return project.map(Project::consumption).orElse(Map.of());
  }

  @Override
  public List<LogLine> logs(String instance, Instant since) {
    try {
      var running = project;
      return running.isPresent() ? running.get().logs(instance, since) : List.of();
    } catch (IOException | RuntimeException e) {
      var sentence = "[the engine does not give its log: " + e.getMessage() + "]";
      return List.of(new LogLine(clock.instant(), instance, sentence));
    }
  }

  @Override
  public void watch(Consumer<PlatformEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public boolean adopted() {
    return project.map(Project::adopted).orElse(false);
  }

  @Override
  public void close() {
    if (project.isPresent() && !adopted()) {
      stop(false, step -> {});
    }
    release();
  }

  private void emit(PlatformEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }
}
