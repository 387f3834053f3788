package switchboard.console.platform.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.ProcessIdentity;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Capacity;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.platform.base.EnginePlatform;
import switchboard.console.platform.base.GatewayCertificate;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.capability.GatewayEvents;
import switchboard.console.platform.capability.Healing;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.platform.capability.StoreDurability;
import switchboard.console.platform.local.cgroup.Cgroups;

/** The embedded platform: every component is a child process of the console, all on loopback. */
public final class LocalPlatform extends EnginePlatform<ChildSystem>
    implements Pausing, ReplicaLifecycle, Healing, GatewayEvents, StoreDurability {
  /** What an operator chooses for the launches on this machine. */
  public record Options(WellKnownPorts ports, ReplicaHeap heap) {
    public static final Options DEFAULT = new Options(WellKnownPorts.DEFAULT, ReplicaHeap.DEFAULT);

    public Options {
      Objects.requireNonNull(ports);
      Objects.requireNonNull(heap);
    }
  }

  private final OkHttpClient http;
  private final Clock clock;
  private final JavaCommand java;
  private final Supplier<Options> options;
  private final Cgroups.Found cgroups;
  private final String path;

  /** Of the newest launch: a platform that was closed can launch again. */
  private volatile ExecutorService eventQueue = newEventQueue();

  /** Of the last launch, whose logs stay until the next one. */
  private volatile Optional<ChildSystem> latest = Optional.empty();

  /**
   * @param options asked for at each launch
   */
  public LocalPlatform(OkHttpClient http, Clock clock, Supplier<Options> options) {
    this(http, clock, options, JavaCommand.ofThisProcess(), Cgroups.find(), path());
  }

  /**
   * @param path where a program for the store is looked for
   */
  LocalPlatform(
      OkHttpClient http,
      Clock clock,
      Supplier<Options> options,
      JavaCommand java,
      Cgroups.Found cgroups,
      String path) {
    super(clock, range(cgroups));
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
  protected String place() {
    return "this machine";
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
        : system().flatMap(ChildSystem::store).orElse("append-only");
  }

  /** Windows cannot freeze a process. */
  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    return kind == Pausing.class && !Signal.areThere() ? Optional.empty() : super.capability(kind);
  }

  @Override
  public boolean keepsMessages() {
    return false;
  }

  @Override
  public boolean limitsCpuLive() {
    return true;
  }

  private static Limits.Range range(Cgroups.Found cgroups) {
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

  @Override
  public Capacity capacity() {
    return OpenFiles.capacity();
  }

  /** By default, nothing acknowledged is lost, whatever happens next. */
  @Override
  protected ChildSystem open(
      LaunchRequest request, Consumer<PlatformEvent> events, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    // A platform that was closed can launch again.
    var queue = newEventQueue();
    eventQueue.shutdown();
    eventQueue = queue;
    var certificate =
        GatewayCertificate.take(
            request, Set.of(GatewayCertificate.LOCALHOST), Set.of(), clock.instant(), progress);
    var opened =
        ChildSystem.prepare(
            java,
            http,
            clock,
            request.fsync().orElse(Fsync.ALWAYS),
            options.get(),
            cgroups,
            path,
            certificate,
            event -> queue.execute(() -> events.accept(event)),
            progress);
    latest = Optional.of(opened);
    return opened;
  }

  @Override
  protected Failure broken(String tried, Exception e) {
    return new Failure(
        tried,
        e.getMessage(),
        "Check for a full disk ("
            + System.getProperty("java.io.tmpdir")
            + " holds the launch's files) or a firewall on loopback, then try again.",
        e.toString());
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    return actOnChild("Killing " + replica, replica, (system, part) -> part.kill());
  }

  @Override
  public Outcome<Instance> stopReplica(String replica) {
    return actOnChild("Stopping " + replica, replica, ChildSystem::stop);
  }

  @Override
  public Outcome<Instance> startReplica(String replica) {
    return actOnChild("Starting " + replica, replica, (system, part) -> part.startAgain());
  }

  /** The watchdog ends what is frozen when the console dies. */
  @Override
  public Outcome<Instance> pause(String replica, Duration lasts) {
    return actOnChild("Freezing " + replica, replica, (system, part) -> part.pause());
  }

  @Override
  public Outcome<Instance> unpause(String replica) {
    return actOnChild("Unfreezing " + replica, replica, (system, part) -> part.unpause());
  }

  @Override
  protected ManagementPort management(ChildSystem running, Instance replica) throws StepFailed {
    return running.management(replica.name()).orElseThrow(EnginePlatform::noSuchReplica);
  }

  @Override
  public Outcome<Optional<Incarnation>> incarnation(String instance) {
    return Outcome.done(
        state()
            .instance(instance)
            .flatMap(each -> process(each.engineId()))
            .flatMap(ProcessIdentity::of)
            .map(each -> new Incarnation("", Long.toString(each.pid()), each.started())));
  }

  /** Empty for what has not been started, or has ended. */
  private static Optional<ProcessHandle> process(String engineId) {
    return engineId.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(engineId));
  }

  /**
   * What a console has started is gone with it: only where its watchdog was killed too, there may
   * be a process that still is as it was left.
   */
  @Override
  public Outcome<Leftover.Undone> heal(Leftover leftover) {
    var life = leftover.incarnation();
    var process = new ProcessIdentity(Long.parseLong(life.id()), life.started()).living();
    if (process.isEmpty() || leftover.remedy() instanceof Remedy.Start) {
      return Outcome.done(Leftover.Undone.BEFORE);
    }
    if (!(leftover.remedy() instanceof Remedy.Unfreeze)) {
      return Outcome.failed(
          new Failure(
              "Ending a fault of " + leftover.target(),
              "its process " + life.id() + " is not this console's",
              "The fault ends by itself. End the process: kill " + life.id() + "."));
    }
    try {
      return Outcome.done(
          Signal.CONT.sendTo(process.get()) ? Leftover.Undone.NOW : Leftover.Undone.BEFORE);
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              "Unfreezing " + leftover.target(),
              e.toString(),
              "Run kill -CONT " + life.id() + "."));
    }
  }

  @Override
  public Optional<Duration> leavesOutFor() {
    return Optional.empty();
  }

  @Override
  public Outcome<List<GatewayEvent>> gatewayEvents(Instant since) {
    try {
      var running = system();
      return Outcome.done(running.isPresent() ? running.get().gatewayEvents() : List.of());
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              "Reading the gateways' events",
              "a gateway does not answer: " + e.getMessage(),
              "It restarts automatically: try again."));
    }
  }

  /** An action on one component; false when it is not in a state for it. */
  @FunctionalInterface
  private interface ChildAct {
    boolean on(ChildSystem system, Supervisor part) throws IOException, InterruptedException;
  }

  private Outcome<Instance> actOnChild(String tried, String replica, ChildAct act) {
    return act(
        tried,
        replica,
        (running, before) -> {
          var part = running.supervisor(replica).orElseThrow(EnginePlatform::noSuchReplica);
          try {
            if (!act.on(running, part)) {
              throw notRunning();
            }
          } catch (IOException e) {
            throw new StepFailed(
                "its process cannot be signalled: " + e.getMessage(),
                "Check whether this machine is out of memory or processes, then try again.",
                e.toString());
          }
        });
  }

  @Override
  public List<LogLine> logs(String instance, Instant since) {
    return latest.map(each -> each.logs(instance, since)).orElse(List.of());
  }

  private static ExecutorService newEventQueue() {
    return Executors.newSingleThreadExecutor(Thread.ofVirtual().name("platform-events").factory());
  }

  /** Also a launch that has not come far. */
  @Override
  public void close() {
    stop(false, step -> {});
    super.close();
    eventQueue.shutdown();
  }
}
