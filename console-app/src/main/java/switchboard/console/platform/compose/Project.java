package switchboard.console.platform.compose;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.base.EngineSystem;
import switchboard.console.platform.base.GatewayCertificate;
import switchboard.console.platform.base.LimitRollout;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.base.StoreImage;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;
import switchboard.console.platform.compose.engine.ForeignResources;
import switchboard.console.platform.compose.guard.PauseGuard;
import switchboard.console.tls.StoreCertificate;

/** The Compose project of the system on one engine. */
final class Project implements EngineSystem {
  /** Prometheus finds replicas by names that begin with it. */
  static final String NAME = "switchboard";

  /** By which users on this machine reach the gateway, and the simulator its container. */
  private static final Set<String> GATEWAY_NAMES =
      Set.of(GatewayCertificate.LOCALHOST, Role.GATEWAY.label());

  /** The stop grace period of a replica in compose.yaml. */
  static final Duration STOP_GRACE = Duration.ofSeconds(18);

  /** Of a replica, in its container. */
  private static final int MANAGEMENT_PORT = 5002;

  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);
  private static final List<String> FIXED_PARTS =
      List.of("store", "gateway", "simulator", "prometheus");

  private final ComposeFiles product;
  private final Map<String, String> environment;
  private final DockerEngine engine;
  private final ContainerWatcher watch;
  private final ComposeCli compose;
  private final ComposeConfig settings;
  private final boolean grafana;
  private final boolean adopted;
  private final Diagnosis diagnosis;
  private final PauseGuard guard;
  private volatile boolean begun;

  /** Whether the gateway serves HTTPS, as far as was seen when the containers were started. */
  private volatile boolean https;

  private Project(
      ComposeFiles product,
      Map<String, String> environment,
      DockerEngine engine,
      ContainerWatcher watch,
      ComposeCli compose,
      ComposeConfig settings,
      boolean grafana,
      boolean adopted) {
    this.product = product;
    this.environment = environment;
    this.engine = engine;
    this.watch = watch;
    this.compose = compose;
    this.settings = settings;
    this.grafana = grafana;
    this.adopted = adopted;
    diagnosis = new Diagnosis(engine, watch, settings);
    guard = new PauseGuard(reachingEngine());
  }

  /** For commands of docker: the same engine, whatever is chosen meanwhile. */
  private Map<String, String> reachingEngine() {
    var variables = new HashMap<>(environment);
    variables.putAll(engine.address().variables());
    return variables;
  }

  /** Finds everything that a launch needs, and says what is missing; nothing is started yet. */
  static Project open(
      LaunchRequest request,
      Map<String, String> environment,
      OkHttpClient http,
      Clock clock,
      Consumer<PlatformEvent> events,
      Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var product = ComposeFiles.find();
    progress.accept(new Step("Find Docker Engine", Status.RUNNING, ""));
    var engine = Preflight.engine(environment, product.installation());
    try {
      progress.accept(new Step("Find Docker Engine", Status.DONE, engine.version()));
      var running = engine.containers().stream().filter(Container::alive).toList();
      // What runs knows no others than it was started with, whatever has become of the file.
      var known = RunningSettings.of(running, engine);
      var envFile = product.envFile(environment);
      EnvFile.ensure(envFile, known);
      var own = new HashMap<>(environment);
      own.putAll(known);
      own.putAll(engine.address().variables());
      // No users until the session sets the load.
      own.put("NUM_USERS", "0");
      own.put("SIMULATOR_AFTER", "service_started");
      if (running.isEmpty()) {
        var certificate =
            GatewayCertificate.take(request, GATEWAY_NAMES, Set.of(), clock.instant(), progress);
        if (certificate.isPresent()) {
          own.putAll(GatewayTls.write(certificate.get(), environment));
          own.putAll(StoreTls.write(StoreCertificate.issue(clock.instant()), environment));
        }
      }
      var files = product.envFiles(environment);
      var compose = new ComposeCli(product, product.installation(), files, own);
      progress.accept(new Step("Check Docker Compose", Status.RUNNING, ""));
      var version = compose.checkedVersion();
      var settings = compose.settings();
      progress.accept(new Step("Check Docker Compose", Status.DONE, version.toString()));
      if (running.isEmpty() && !settings.hasLoadToken()) {
        EnvFile.addLoadToken(envFile);
      }
      var grafana = settings.withGrafana();
      if (!settings.saysProfiles()) {
        grafana = engine.hasImage(settings.image("grafana"));
        compose.set(ComposeConfig.profiles(grafana));
      }
      var watch = new ContainerWatcher(engine, http, clock, events);
      return new Project(
          product, environment, engine, watch, compose, settings, grafana, !running.isEmpty());
    } catch (IOException | InterruptedException | StepFailed | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** How many replicas run already; empty when nothing of this installation does. */
  static OptionalInt running(Map<String, String> environment)
      throws IOException, InterruptedException, StepFailed {
    try (var engine = Preflight.engine(environment, ComposeFiles.find().installation())) {
      var alive = engine.containers().stream().filter(Container::alive).toList();
      return alive.isEmpty()
          ? OptionalInt.empty()
          : OptionalInt.of((int) alive.stream().filter(Project::isBackend).count());
    }
  }

  private static boolean isBackend(Container container) {
    return container.service().equals(Role.BACKEND.label());
  }

  @Override
  public boolean adopted() {
    return adopted;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public List<Instance> instances() {
    return watch.fleet().instances();
  }

  @Override
  public void start(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var builds = false;
    leaveOthersAlone(progress);
    if (!adopted) {
      progress.accept(new Step("Check ports and disk", Status.RUNNING, ""));
      Preflight.portsAreFree(settings.ports(grafana), Preflight.held(engine.containers()));
      Preflight.diskHasRoom(engine);
      SharedFiles.makeReadable(settings.mounts());
      builds = Preflight.builds(product, engine);
      progress.accept(new Step("Check ports and disk", Status.DONE, ""));
    }
    compose.run(
        "pulling the images",
        ComposeOutput.to(progress),
        List.of("pull", "--policy", "missing", "--ignore-buildable"));
    if (builds) {
      compose.run("building the images", ComposeOutput.to(progress), List.of("build"));
    }
    watch.start();
    // A fault is not to wait for the start of a process.
    guard.start();
    if (adopted) {
      ensure(count, progress);
    } else {
      // Containers that an earlier project left are recreated when they differ from the files.
      up(count, List.of(), progress);
    }
  }

  /** Reports resources of others that have the system's names. */
  private void leaveOthersAlone(Consumer<Step> progress) throws StepFailed {
    var foreign = foreign();
    foreign.refuse();
    if (!foreign.beside().isEmpty()) {
      var words = ForeignResources.words(foreign.beside());
      progress.accept(new Step("Leave resources of other projects alone", Status.DONE, words));
    }
  }

  private ForeignResources foreign() {
    return engine.foreign(settings.services(), settings.networks(), settings.volumes());
  }

  @Override
  public void ensure(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    up(count, List.of("--no-recreate"), progress);
  }

  private void up(int count, List<String> options, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    up("starting the containers", count, options, List.of(), FIXED_PARTS, progress);
  }

  @Override
  public void scale(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var options = List.of("--no-recreate", "--no-deps");
    up("scaling the backend", count, options, List.of("backend"), List.of(), progress);
  }

  /**
   * Has Compose start what is missing, and waits until all is ready.
   *
   * @param services only these; empty for all
   * @param parts that are waited for beside the replicas
   */
  private void up(
      String tried,
      int count,
      List<String> options,
      List<String> services,
      List<String> parts,
      Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var arguments = new ArrayList<>(List.of("up", "--detach", "--no-build"));
    arguments.addAll(options);
    arguments.addAll(List.of("--scale", "backend=" + count));
    arguments.addAll(services);
    // Compose would take them for the system's own.
    foreign().refuse();
    watch.fleet().expectEndOf(surplus(count));
    limitNewOnesLikeTheOthers();
    begun = true;
    var bringUp = new BringUp(watch, compose, diagnosis, progress);
    bringUp.run(tried, arguments);
    bringUp.settle(count, parts);
    https =
        watch
            .fleet()
            .container(Role.GATEWAY.label())
            .filter(gateway -> GatewayTls.isServedBy(engine.environment(gateway.id())))
            .isPresent();
  }

  /** Replicas that are added get what those that run have, whoever limited them. */
  private void limitNewOnesLikeTheOthers() {
    backends().stream()
        .flatMap(each -> each.limits().stream())
        .findFirst()
        .ifPresent(limits -> compose.set(ComposeConfig.of(limits)));
  }

  private List<Container> backends() {
    return backendNames().stream().flatMap(name -> watch.fleet().container(name).stream()).toList();
  }

  /** Limits the current and future replicas, also those of a later launch. */
  @Override
  public void limit(Limits limits, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    watch.refresh();
    try {
      LimitRollout.run(
          backends().stream()
              .map(each -> new ContainerLimits(each, engine, watch, diagnosis))
              .toList(),
          limits,
          progress);
    } finally {
      // Those that did not become ready have their former limits back.
      watch.refresh();
    }
    var variables = ComposeConfig.of(limits);
    compose.set(variables);
    // What the environment says would win over the file.
    var kept = new HashMap<>(variables);
    kept.keySet().removeAll(environment.keySet());
    EnvFile.set(product.envFile(environment), kept);
  }

  /** Compose ends the highest numbers first. */
  private Set<String> surplus(int count) {
    return backendNames().stream().skip(count).collect(Collectors.toSet());
  }

  /** In their order. */
  private List<String> backendNames() {
    return instances().stream()
        .filter(each -> each.role() == Role.BACKEND)
        .map(Instance::name)
        .toList();
  }

  @Override
  public void stop(boolean deleteData, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    watch.fleet().expectEndOf(instances().stream().map(Instance::name).collect(Collectors.toSet()));
    // A frozen replica cannot end gracefully.
    instances().stream()
        .filter(each -> each.state() == Instance.State.PAUSED)
        .flatMap(each -> watch.fleet().container(each.name()).stream())
        .forEach(held -> engine.unpause(held.id()));
    if (foreign().hasContainersInTheWay()) {
      // Compose would remove them with the system's own.
      endOneByOne();
    } else {
      // What Compose calls orphans is somebody else's.
      compose.run(
          "stopping the containers", ComposeOutput.to(progress), List.of("--profile", "*", "down"));
    }
    if (deleteData) {
      engine.removeVolumes(settings.volumes());
    }
    watch.await(List::isEmpty, END_TIMEOUT);
    CertificateFolder.delete(environment);
  }

  /**
   * In the order of the data path, so that the users of a component end before it; then what has no
   * role.
   */
  private void endOneByOne() {
    instances().stream()
        .flatMap(each -> watch.fleet().container(each.name()).stream())
        .forEach(this::end);
    engine.containers().forEach(this::end);
  }

  private void end(Container container) {
    engine.stop(container.id(), STOP_GRACE);
    engine.remove(container.id());
  }

  /** Where the published ports are, as the engine says. */
  @Override
  public Optional<Endpoints> endpoints() {
    return published("gateway", 80)
        .map(this::byName)
        .flatMap(
            gateway ->
                published("simulator", 8089)
                    .map(
                        simulator ->
                            new Endpoints(gateway, simulator, published("prometheus", 9090))));
  }

  /** A certificate need not be for addresses. */
  private URI byName(URI gateway) {
    return https
        ? URI.create("https://" + GatewayCertificate.LOCALHOST + ":" + gateway.getPort())
        : gateway;
  }

  @Override
  public Optional<String> store() {
    return watch
        .fleet()
        .container(Role.STORE.label())
        .map(Container::imageName)
        .map(StoreImage::label);
  }

  private Optional<URI> published(String name, int port) {
    return watch
        .fleet()
        .container(name)
        .map(container -> container.published().get(port))
        .map(outside -> URI.create("http://127.0.0.1:" + outside));
  }

  /**
   * The management port of a replica, which the engine publishes again at each of its starts.
   *
   * @throws StepFailed when it is not published
   */
  ManagementPort management(String replica, OkHttpClient http) throws StepFailed {
    var container = inspect(replica).filter(Container::alive);
    if (container.isEmpty()) {
      throw new StepFailed("it is not running", "Choose one that is ready.", "");
    }
    var published = container.get().published().get(MANAGEMENT_PORT);
    var token = engine.environment(container.get().id()).get("ADMIN_TOKEN");
    if (published == null || token == null) {
      throw new StepFailed(
          "its management port is not published",
          "Stop the system and launch it again with this version.",
          "");
    }
    return new ManagementPort(http, URI.create("http://127.0.0.1:" + published + "/"), token);
  }

  /** The container of an instance, as it is now. */
  Optional<Container> inspect(String name) {
    return watch.fleet().container(name).flatMap(known -> engine.inspect(known.id()));
  }

  /** See {@link LeftBehind#incarnation}. */
  Optional<Incarnation> incarnation(String name) {
    return inspect(name).map(container -> LeftBehind.incarnation(engine, container));
  }

  /** What can be done to one of its containers. */
  ContainerActions actions() {
    return new ContainerActions(engine, watch, guard);
  }

  /** The resources consumed by each running component, by name; all are queried in parallel. */
  @Override
  public Map<String, ResourceReading> consumption() {
    var consumed = new ConcurrentHashMap<String, ResourceReading>();
    try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var instance : instances()) {
        asking.execute(
            () ->
                engine
                    .consumption(instance.engineId())
                    .ifPresent(figures -> consumed.put(instance.name(), figures)));
      }
    }
    return consumed;
  }

  @Override
  public List<LogLine> logs(String name, Instant since) throws IOException {
    var container = watch.fleet().container(name);
    return container.isPresent() ? engine.logs(container.get().id(), name, since) : List.of();
  }

  @Override
  public void close() {
    guard.close();
    watch.close();
    engine.close();
  }
}
