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
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import switchboard.console.platform.Consumption;
import switchboard.console.platform.EngineSystem;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.StepFailed;
import switchboard.console.platform.SystemState.Endpoints;

/** The Compose project of the system on one engine. */
final class Project implements EngineSystem {
  /** Prometheus finds replicas by names that begin with it. */
  static final String NAME = "switchboard";

  /** What compose.yaml gives a backend to end in. */
  static final Duration STOP_GRACE = Duration.ofSeconds(12);

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);
  private static final String GRAFANA_IMAGE = "grafana/grafana:12.3.1";
  private static final List<String> FIXED_PARTS =
      List.of("store", "gateway", "simulator", "prometheus");

  private final ProductFolder product;
  private final Map<String, String> environment;
  private final DockerEngine engine;
  private final Watch watch;
  private final ComposeCli compose;
  private final Settings settings;
  private final boolean adopted;
  private volatile boolean begun;

  private Project(
      ProductFolder product,
      Map<String, String> environment,
      DockerEngine engine,
      Watch watch,
      ComposeCli compose,
      Settings settings,
      boolean adopted) {
    this.product = product;
    this.environment = environment;
    this.engine = engine;
    this.watch = watch;
    this.compose = compose;
    this.settings = settings;
    this.adopted = adopted;
  }

  /** Finds everything that a launch needs, and says what is missing; nothing is started yet. */
  static Project open(
      Map<String, String> environment,
      OkHttpClient http,
      Clock clock,
      Consumer<PlatformEvent> events,
      Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var product = ProductFolder.find();
    progress.accept(new Step("Find Docker Engine", Status.RUNNING, ""));
    var engine = Preflight.engine(environment, NAME);
    try {
      progress.accept(new Step("Find Docker Engine", Status.DONE, engine.version()));
      var envFile = product.envFile(environment);
      EnvFile.ensure(envFile);
      var running = engine.containers().stream().anyMatch(Container::alive);
      if (!running) {
        EnvFile.addLoadToken(envFile);
      }
      var settings = Settings.of(EnvFile.read(envFile), environment);
      var own = new HashMap<>(environment);
      // The same engine for both; and no users until the session sets the load.
      own.put("DOCKER_HOST", engine.address().uri().toString());
      own.put("NUM_USERS", "0");
      own.putIfAbsent(ProductFolder.ENV_FILES, envFile.toString());
      if (!settings.saysProfiles()) {
        var image = settings.image("GRAFANA_IMAGE", GRAFANA_IMAGE);
        own.putAll(settings.profiles(engine.hasImage(image)));
        settings = Settings.of(settings.values(), own);
      }
      var compose = new ComposeCli(product, NAME, own);
      progress.accept(new Step("Check Docker Compose", Status.RUNNING, ""));
      var version = compose.checkedVersion();
      progress.accept(new Step("Check Docker Compose", Status.DONE, version.toString()));
      var watch = new Watch(engine, http, clock, events);
      return new Project(product, environment, engine, watch, compose, settings, running);
    } catch (IOException | InterruptedException | StepFailed | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** How many backends run already; empty when nothing of the project does. */
  static OptionalInt running(Map<String, String> environment) throws StepFailed {
    try (var engine = Preflight.engine(environment, NAME)) {
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
    if (!adopted) {
      progress.accept(new Step("Check ports and disk", Status.RUNNING, ""));
      Preflight.portsAreFree(settings.ports(), Preflight.held(engine.containers()));
      Preflight.diskHasRoom(engine);
      builds = Preflight.builds(product, engine);
      progress.accept(new Step("Check ports and disk", Status.DONE, ""));
    }
    compose.run(
        "pulling the images",
        told(progress),
        List.of("pull", "--policy", "missing", "--ignore-buildable"));
    if (builds) {
      compose.run("building the images", told(progress), List.of("build"));
    }
    watch.start();
    if (adopted) {
      ensure(count, progress);
    } else {
      // Containers that an earlier project left are made anew when they differ from the files.
      up(count, List.of(), progress);
    }
  }

  @Override
  public void ensure(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    up(count, List.of("--no-recreate"), progress);
  }

  private void up(int count, List<String> options, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    up("starting the containers", count, options, List.of(), progress);
    settle(count, FIXED_PARTS, progress);
  }

  @Override
  public void scale(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var options = List.of("--no-recreate", "--no-deps");
    up("scaling the backend", count, options, List.of("backend"), progress);
    settle(count, List.of(), progress);
  }

  /** {@code services}: only these; empty for all. */
  private void up(
      String tried, int count, List<String> options, List<String> services, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var arguments = new ArrayList<>(List.of("up", "--detach", "--no-build"));
    arguments.addAll(options);
    arguments.addAll(List.of("--scale", "backend=" + count));
    arguments.addAll(services);
    watch.fleet().expectEndOf(surplus(count));
    limitNewOnesLikeTheOthers();
    begun = true;
    try {
      compose.run(tried, told(progress), arguments);
    } catch (StepFailed e) {
      // Said now: a launch that failed takes its containers away, and their logs with them.
      throw new StepFailed(e.getMessage(), e.next(), unreadyTails() + e.details());
    }
  }

  private String unreadyTails() throws InterruptedException {
    watch.refresh();
    return instances().stream()
        .filter(each -> !each.isReady() && !each.engineId().isEmpty())
        .map(Instance::name)
        .collect(Collectors.toMap(name -> name, this::tail))
        .entrySet()
        .stream()
        .filter(each -> !each.getValue().isBlank())
        .sorted(Map.Entry.comparingByKey())
        .map(each -> each.getKey() + ":\n" + each.getValue() + "\n\n")
        .collect(Collectors.joining());
  }

  /** Replicas that are added get what those that run have, whoever limited them. */
  private void limitNewOnesLikeTheOthers() {
    backends().stream()
        .flatMap(each -> each.limits().stream())
        .findFirst()
        .ifPresent(limits -> compose.set(Settings.of(limits)));
  }

  private List<Container> backends() {
    return backendNames().stream().flatMap(name -> watch.fleet().container(name).stream()).toList();
  }

  /** Limits the backends that there are and those to come, also those of a later launch. */
  @Override
  public void limit(Limits limits, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    watch.refresh();
    new LimitRoll(engine, watch, this::tail).run(backends(), limits, progress);
    var variables = Settings.of(limits);
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

  /** Waits until the parts and so many backends are ready and no other backend is there. */
  private void settle(int count, List<String> parts, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    watch.refresh();
    var wanted = new TreeSet<>(parts);
    var names = backendNames();
    if (names.size() == count) {
      wanted.addAll(names);
    } else {
      IntStream.rangeClosed(1, count).forEach(number -> wanted.add("backend-" + number));
    }
    for (var name : wanted) {
      var step = "Start " + name;
      progress.accept(new Step(step, Status.RUNNING, "waiting until it is ready"));
      if (!watch.await(all -> ready(all, name), START_TIMEOUT)) {
        var happened = name + " was not ready within " + START_TIMEOUT.toMinutes() + " minutes";
        progress.accept(new Step(step, Status.FAILED, happened));
        throw new StepFailed(happened, "Its last lines say why; see the details.", tail(name));
      }
      progress.accept(new Step(step, Status.DONE, "ready"));
    }
    if (!watch.await(all -> backends(all) == count, END_TIMEOUT)) {
      throw new StepFailed(
          "there are " + backends(instances()) + " backends, and " + count + " were wanted",
          "Somebody else scales too; try again.",
          "");
    }
  }

  private static boolean ready(List<Instance> all, String name) {
    return all.stream().anyMatch(each -> each.name().equals(name) && each.isReady());
  }

  private static long backends(List<Instance> all) {
    return all.stream().filter(each -> each.role() == Role.BACKEND).count();
  }

  private String tail(String name) {
    try {
      var lines = logs(name, Instant.EPOCH);
      return lines.subList(Math.max(0, lines.size() - 20), lines.size()).stream()
          .map(LogLine::text)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void stop(boolean deleteData, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    watch.fleet().expectEndOf(instances().stream().map(Instance::name).collect(Collectors.toSet()));
    // What is held cannot end gracefully.
    instances().stream()
        .filter(each -> each.state() == Instance.State.PAUSED)
        .flatMap(each -> watch.fleet().container(each.name()).stream())
        .forEach(held -> engine.unpause(held.id()));
    var arguments = new ArrayList<>(List.of("--profile", "grafana", "down", "--remove-orphans"));
    if (deleteData) {
      arguments.add("--volumes");
    }
    compose.run("stopping the containers", told(progress), arguments);
    watch.await(List::isEmpty, END_TIMEOUT);
  }

  private static Consumer<String> told(Consumer<Step> progress) {
    return line -> ComposeOutput.step(line).ifPresent(progress);
  }

  /** Where the published ports are, as the engine says. */
  @Override
  public Optional<Endpoints> endpoints() {
    return published("gateway", 80)
        .flatMap(
            gateway ->
                published("simulator", 8089)
                    .map(
                        simulator ->
                            new Endpoints(gateway, simulator, published("prometheus", 9090))));
  }

  @Override
  public Optional<String> storeImage() {
    return watch.fleet().container(Role.STORE.label()).map(Container::imageName);
  }

  private Optional<URI> published(String name, int port) {
    return watch
        .fleet()
        .container(name)
        .map(container -> container.published().get(port))
        .map(outside -> URI.create("http://127.0.0.1:" + outside));
  }

  /** The container of an instance, as it is now. */
  Optional<Container> inspect(String name) {
    return watch.fleet().container(name).flatMap(known -> engine.inspect(known.id()));
  }

  /** What can be done to one of its containers. */
  ContainerActions actions() {
    return new ContainerActions(engine, watch);
  }

  /** What each running part has consumed, by name; all are asked at once. */
  @Override
  public Map<String, Consumption> consumption() {
    var consumed = new ConcurrentHashMap<String, Consumption>();
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
    watch.close();
    engine.close();
  }
}
