package switchboard.console.platform.compose;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.EnginePlatform;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.base.NginxErrors;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.capability.GatewayEvents;
import switchboard.console.platform.capability.Healing;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.platform.compose.engine.Container;

/**
 * Docker Compose: every component is a container. Compose launches and scales; what happens is
 * heard from the engine, whoever caused it.
 */
public final class ComposePlatform extends EnginePlatform<Project>
    implements Pausing, ReplicaLifecycle, Healing, GatewayEvents {
  private static final String GATEWAY = "gateway";

  private final OkHttpClient http;
  private final Clock clock;
  private final Map<String, String> environment;

  public ComposePlatform(OkHttpClient http, Clock clock) {
    this(http, clock, Map.of());
  }

  /**
   * @param overrides of the environment's variables
   */
  ComposePlatform(OkHttpClient http, Clock clock, Map<String, String> overrides) {
    super(clock, Limits.Range.OF_THIS_MACHINE);
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
  public String description() {
    return "Each component runs as a container on this machine's Docker Engine, reachable from this"
        + " machine only. Stopping removes the containers and keeps the messages.";
  }

  @Override
  public boolean limitsCpuLive() {
    return true;
  }

  @Override
  protected OptionalInt findReplicas() throws IOException, InterruptedException, StepFailed {
    return Project.running(environment);
  }

  @Override
  protected Project open(
      LaunchRequest request, Consumer<PlatformEvent> events, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    return Project.open(request, environment, http, clock, events, progress);
  }

  @Override
  protected Failure broken(String tried, Exception e) {
    return new Failure(
        tried,
        "Docker Engine or its command line failed: " + e.getMessage(),
        "Check that docker ps works in a terminal, then try again.",
        e.toString());
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    return actOnContainer("Killing " + replica, replica, true, ContainerActions::kill);
  }

  @Override
  public Outcome<Instance> stopReplica(String replica) {
    return actOnContainer("Stopping " + replica, replica, false, ContainerActions::stop);
  }

  @Override
  public Outcome<Instance> startReplica(String replica) {
    return actOnContainer("Starting " + replica, replica, false, ContainerActions::start);
  }

  @Override
  public Outcome<Instance> pause(String replica, Duration lasts) {
    return actOnContainer(
        "Freezing " + replica, replica, true, (actions, target) -> actions.pause(target, lasts));
  }

  @Override
  public Outcome<Instance> unpause(String replica) {
    return actOnContainer("Unfreezing " + replica, replica, true, ContainerActions::unpause);
  }

  @Override
  protected ManagementPort management(Project running, Instance replica) throws StepFailed {
    return running.management(replica.name(), http);
  }

  @Override
  public Outcome<Optional<Incarnation>> incarnation(String instance) {
    try {
      return Outcome.done(system().flatMap(running -> running.incarnation(instance)));
    } catch (RuntimeException e) {
      return Outcome.failed(broken("Identifying " + instance, e));
    }
  }

  @Override
  public Outcome<Leftover.Undone> heal(Leftover leftover) {
    var tried = "Undoing what a console left on " + leftover.target();
    var byHand = LeftBehind.byHand(leftover);
    try (var engine = Preflight.engine(environment, ComposeFiles.find().installation())) {
      return Outcome.done(new LeftBehind(engine, http).heal(leftover));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(new Failure(tried, "it was cancelled", byHand));
    } catch (StepFailed e) {
      var next = (e.next() + " " + byHand).strip();
      return Outcome.failed(new Failure(tried, e.getMessage(), next, e.details()));
    } catch (IOException | RuntimeException e) {
      var why = broken(tried, e);
      return Outcome.failed(new Failure(tried, why.happened(), byHand, why.details()));
    }
  }

  @Override
  public Optional<Duration> leavesOutFor() {
    return Optional.of(NginxErrors.FAIL_TIMEOUT);
  }

  /**
   * By the replicas' present addresses: the engine gives one that comes back its own, if it can.
   */
  @Override
  public Outcome<List<GatewayEvent>> gatewayEvents(Instant since) {
    try {
      var replicas = system().map(this::addresses).orElse(Map.of());
      return Outcome.done(NginxErrors.takenOut(GATEWAY, logs(GATEWAY, since), replicas));
    } catch (RuntimeException e) {
      return Outcome.failed(broken("Reading the gateway's log", e));
    }
  }

  /** The replicas' names by address. */
  private Map<String, String> addresses(Project running) {
    var names = new HashMap<String, String>();
    for (var replica : state().backends()) {
      running
          .inspect(replica.name())
          .flatMap(Container::address)
          .ifPresent(address -> names.put(address, replica.name()));
    }
    return names;
  }

  /** What is done to one container. */
  @FunctionalInterface
  private interface ContainerAct {
    void on(ContainerActions actions, Container target)
        throws IOException, InterruptedException, StepFailed;
  }

  private Outcome<Instance> actOnContainer(
      String tried, String replica, boolean alive, ContainerAct act) {
    return act(
        tried,
        replica,
        (running, before) -> {
          var target = running.inspect(replica).orElseThrow(EnginePlatform::noSuchReplica);
          if (alive && !target.alive()) {
            throw notRunning();
          }
          act.on(running.actions(), target);
        });
  }
}
