package switchboard.console.platform.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.base.EngineSystem;
import switchboard.console.platform.base.LimitRollout;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.base.ProgramsOnPath;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.base.Uninterrupted;
import switchboard.console.platform.local.cgroup.CgroupLimits;
import switchboard.console.platform.local.cgroup.Cgroups;
import switchboard.console.platform.local.store.StoreProgram;
import switchboard.console.tls.ServerCertificate;

/** The children of one launch. */
final class ChildSystem implements EngineSystem {
  private static final Logger LOG = LoggerFactory.getLogger(ChildSystem.class);
  private static final String CHOOSE_STORE = "Choose the store";
  private static final String PROMETHEUS = "prometheus";

  /** An empty store is ready in a fraction of a second; one that is not can be replaced. */
  private static final Duration OTHER_STORE_TIMEOUT = Duration.ofSeconds(10);

  /** It has started beside all others, which are ready by then. */
  private static final Duration PROMETHEUS_TIMEOUT = Duration.ofSeconds(10);

  /** Services end within 16 s; only one that writes its cache takes longer. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(18);

  private static final Duration TRAINING_GRACE = Duration.ofMinutes(2);

  private final LaunchLayout launch;
  private final Duration stopGrace;
  private final Watchdog guard;
  private final CgroupLimits confinement;
  private final Clock clock;
  private final Map<String, LogBuffer> logs = new ConcurrentHashMap<>();
  private final Consumer<PlatformEvent> events;
  private final Map<String, Supervisor> supervisors = new ConcurrentHashMap<>();

  /** The replicas by number; the gateway gets them once they are ready. */
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();

  private ChildSystem(
      LaunchLayout launch,
      Duration stopGrace,
      Watchdog guard,
      CgroupLimits confinement,
      Clock clock,
      Consumer<PlatformEvent> events) {
    this.launch = launch;
    this.stopGrace = stopGrace;
    this.guard = guard;
    this.confinement = confinement;
    this.clock = clock;
    this.events = events;
  }

  /** Creates the launch's directory and starts its watchdog; no component runs yet. */
  static ChildSystem prepare(
      JavaCommand java,
      OkHttpClient http,
      Clock clock,
      Fsync fsync,
      LocalPlatform.Options options,
      Cgroups.Found cgroups,
      String path,
      Optional<ServerCertificate> certificate,
      Consumer<PlatformEvent> events,
      Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var directory = LaunchFolder.make(LaunchFolder.places());
    var guard = new Watchdog(java, directory);
    guard.start();
    try {
      var launch =
          new LaunchLayout(
              java,
              http,
              directory,
              fsync,
              options,
              storeOnPath(path, directory, progress),
              ProgramsOnPath.named(PROMETHEUS, path).findFirst(),
              certificate);
      progress.accept(new Step(CHOOSE_STORE, Step.Status.DONE, launch.storeProgram().label()));
      var grace = java.training() ? TRAINING_GRACE : STOP_GRACE;
      var confinement = new CgroupLimits(cgroups, directory, guard::removeGroup);
      return new ChildSystem(launch, grace, guard, confinement, clock, events);
    } catch (IOException | InterruptedException e) {
      guard.close();
      throw e;
    }
  }

  private static Optional<StoreProgram> storeOnPath(
      String path, Path directory, Consumer<Step> progress)
      throws IOException, InterruptedException {
    progress.accept(new Step(CHOOSE_STORE, Step.Status.RUNNING, "looking on the PATH"));
    var found = StoreProgram.find(path, directory);
    found.passedOver().forEach((file, reason) -> passOver(file, reason, progress));
    return found.program();
  }

  private static void passOver(Path file, String reason, Consumer<Step> progress) {
    LOG.warn("{} is skipped: {}", file, reason);
    progress.accept(new Step("Skip " + file, Step.Status.DONE, reason));
  }

  @Override
  public boolean adopted() {
    return false;
  }

  @Override
  public boolean begun() {
    return true;
  }

  @Override
  public Optional<String> store() {
    return Optional.of(launch.storeProgram().label());
  }

  @Override
  public Optional<Endpoints> endpoints() {
    return Optional.of(launch.endpoints());
  }

  /** Also when it has ended. */
  @Override
  public List<LogLine> logs(String name, Instant since) {
    return Optional.ofNullable(logs.get(name)).map(log -> log.lines(since)).orElse(List.of());
  }

  /** Of a replica that there is. */
  Optional<ManagementPort> management(String replica) {
    return replicas.stream()
        .filter(each -> each.name().equals(replica))
        .findFirst()
        .map(launch::management);
  }

  /** What all gateways did to their replicas. */
  List<GatewayEvent> gatewayEvents() throws IOException {
    var events = new ArrayList<GatewayEvent>();
    for (var gateway : launch.gateways()) {
      events.addAll(launch.management(gateway).gatewayEvents(gateway));
    }
    return events;
  }

  Optional<Supervisor> supervisor(String name) {
    return Optional.ofNullable(supervisors.get(name));
  }

  /**
   * Ends one component until it is started again.
   *
   * @return false when it is being removed
   */
  boolean stop(Supervisor supervisor) throws InterruptedException {
    return supervisor.stop(stopGrace);
  }

  @Override
  public List<Instance> instances() {
    return supervisors.values().stream()
        .map(Supervisor::instance)
        .sorted(Instance.BY_DATA_WAY)
        .toList();
  }

  @Override
  public Map<String, ResourceReading> consumption() {
    var consumed = new HashMap<String, ResourceReading>();
    for (var instance : instances()) {
      if (!instance.engineId().isEmpty()) {
        ProcessFigures.of(Long.parseLong(instance.engineId()), clock.instant())
            .ifPresent(figures -> consumed.put(instance.name(), figures));
      }
    }
    return consumed;
  }

  /** Replicas wait for the store; the rest starts beside it. */
  @Override
  public void start(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var first = new LinkedHashMap<String, Supervisor>();
    first.put("store", supervise("store", Role.STORE, launch::store));
    for (var name : launch.gateways()) {
      first.put(
          name, supervise(name, Role.GATEWAY, () -> launch.gateway(name, List.copyOf(replicas))));
    }
    first.put("simulator", supervise("simulator", Role.SIMULATOR, launch::simulator));
    if (launch.prometheus().isPresent()) {
      var files = launch.prometheus().get();
      files.target(List.of());
      first.put(PROMETHEUS, supervise(PROMETHEUS, Role.PROMETHEUS, () -> launch.prometheus(files)));
    }
    first.keySet().forEach(name -> progress.accept(ChildStart.running(name)));
    first.values().forEach(Supervisor::start);
    var store = first.remove("store");
    passOverUnlessItStarts(store, progress);
    var wait = new ChildStart(store, clock, progress);
    wait.await(store, ChildStart.STORE_TIMEOUT);
    scale(count, progress);
    var prometheus = Optional.ofNullable(first.remove(PROMETHEUS));
    for (var each : first.values()) {
      wait.await(each, ChildStart.SERVICE_TIMEOUT);
    }
    if (prometheus.isPresent()) {
      passOverUnlessItWatches(prometheus.get(), progress);
    }
    route();
  }

  /** A program that the user installed never makes a launch fail. */
  private void passOverUnlessItStarts(Supervisor store, Consumer<Step> progress)
      throws IOException, InterruptedException {
    var program = launch.storeProgram();
    if (program.embedded() || store.awaitReady(OTHER_STORE_TIMEOUT)) {
      return;
    }
    store.stop(Duration.ZERO);
    passOver(program.executable(), "it does not start: " + store.lastWords(), progress);
    launch.embedStore();
    progress.accept(new Step(CHOOSE_STORE, Step.Status.DONE, launch.storeProgram().label()));
    store.startAgain();
  }

  /** Without one, the console's own scrapes are what it shows. */
  private void passOverUnlessItWatches(Supervisor prometheus, Consumer<Step> progress)
      throws InterruptedException {
    var step = ChildStart.running(PROMETHEUS).name();
    if (prometheus.awaitReady(PROMETHEUS_TIMEOUT)) {
      progress.accept(new Step(step, Step.Status.DONE, "ready"));
      return;
    }
    var binary = launch.prometheus().orElseThrow().binary();
    progress.accept(new Step(step, Step.Status.DONE, "not found: the console scrapes"));
    passOver(
        binary,
        "it does not start: " + prometheus.lastWords() + "; the console's own scrapes are shown",
        progress);
    launch.dropPrometheus();
    prometheus.remove(Duration.ZERO);
    supervisors.remove(PROMETHEUS);
  }

  @Override
  public void scale(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    if (count < replicas.size()) {
      shrink(count, progress);
    } else if (count > replicas.size()) {
      grow(count, progress);
    }
  }

  private void grow(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var added = new ArrayList<Replica>();
    for (var number = replicas.size() + 1; number <= count; number++) {
      added.add(launch.replica(number));
    }
    try {
      for (var replica : added) {
        progress.accept(ChildStart.running(replica.name()));
        confinement.admit(replica.name());
        supervise(replica.name(), Role.BACKEND, () -> backend(replica)).start();
      }
      var wait = new ChildStart(supervisors.get("store"), clock, progress);
      for (var replica : added) {
        wait.await(supervisors.get(replica.name()), ChildStart.SERVICE_TIMEOUT);
      }
    } catch (InterruptedException | StepFailed e) {
      end(added.stream().map(Replica::name).toList(), progress);
      throw e;
    }
    replicas.addAll(added);
    route();
  }

  private ChildSpec backend(Replica replica) {
    return launch.backend(
        replica, confinement.limits(replica.name()), confinement.cgroup(replica.name()));
  }

  @Override
  public void limit(Limits wanted, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    LimitRollout.run(
        replicas.stream()
            .map(each -> new ReplicaLimits(supervisors.get(each.name()), confinement, stopGrace))
            .toList(),
        wanted,
        progress);
    confinement.setToCome(wanted);
  }

  private void shrink(int count, Consumer<Step> progress) throws IOException {
    var surplus = List.copyOf(replicas.subList(count, replicas.size()));
    replicas.removeAll(surplus);
    route();
    end(surplus.stream().map(Replica::name).toList(), progress);
  }

  /** Updates the gateways and Prometheus with the current replicas. */
  private void route() throws IOException {
    for (var gateway : launch.gateways()) {
      if (supervisors.get(gateway).instance().isReady()) {
        sendReplicas(gateway);
      }
    }
    if (launch.prometheus().isPresent()) {
      launch.prometheus().get().target(instances());
    }
  }

  /** One at a time, so that the list sent last is the newest. */
  private synchronized void sendReplicas(String gateway) throws IOException {
    var addresses = new LinkedHashMap<String, String>();
    replicas.forEach(replica -> addresses.put(replica.name(), replica.address()));
    launch.management(gateway).setReplicas(addresses);
  }

  /** A gateway that was away may have missed a change of the replicas. */
  private void onGateway(PlatformEvent event) {
    events.accept(event);
    if (event instanceof PlatformEvent.Ready ready) {
      Thread.ofVirtual()
          .name("gateway-replicas")
          .start(
              () -> {
                try {
                  sendReplicas(ready.instance().name());
                } catch (IOException e) {
                  LOG.warn("The replicas could not be sent to a gateway: {}", e.toString());
                }
              });
    }
  }

  private Supervisor supervise(String name, Role role, Supplier<ChildSpec> spec) {
    Consumer<PlatformEvent> listener = role == Role.GATEWAY ? this::onGateway : events;
    var log = logs.computeIfAbsent(name, _ -> new LogBuffer(name, clock));
    var supervisor = new Supervisor(name, role, spec, guard, log, clock, listener);
    supervisors.put(name, supervisor);
    return supervisor;
  }

  /**
   * Stops the load first and the store last, so that nothing waits for a component that is gone.
   * The messages go in any case.
   */
  @Override
  public void stop(boolean deleteData, Consumer<Step> progress) {
    end(List.of("simulator"), progress);
    var middle =
        supervisors.keySet().stream().filter(name -> !name.equals("store")).sorted().toList();
    end(middle, progress);
    end(List.of("store"), progress);
    replicas.clear();
    guard.close();
    launch.close();
  }

  /** What is left of it is closed when it has stopped. */
  @Override
  public void close() {}

  private void end(List<String> names, Consumer<Step> progress) {
    var stopping = new ArrayList<Thread>();
    for (var name : names) {
      supervisor(name)
          .ifPresent(
              supervisor ->
                  stopping.add(
                      Thread.ofVirtual()
                          .name("stop-" + name)
                          .start(() -> endOne(name, supervisor, progress))));
    }
    for (var each : stopping) {
      // A cancelled launch still ends what it started.
      Uninterrupted.join(each);
    }
  }

  private void endOne(String name, Supervisor supervisor, Consumer<Step> progress) {
    progress.accept(new Step("Stop " + name, Step.Status.RUNNING, ""));
    supervisor.remove(stopGrace);
    supervisors.remove(name);
    progress.accept(new Step("Stop " + name, Step.Status.DONE, ""));
  }
}
