package switchboard.console.platform.compose;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.StepFailed;
import switchboard.console.platform.SystemState.Endpoints;

/**
 * The Compose project of the system on one engine. {@link ComposePlatform} lets one thread at a
 * time change it; any may look.
 */
final class Project implements Closeable {
  /** Prometheus finds replicas by names that begin with it. */
  static final String NAME = "switchboard";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);
  private static final String GRAFANA_IMAGE = "grafana/grafana:12.3.1";
  private static final List<String> FIXED_PARTS =
      List.of("store", "gateway", "simulator", "prometheus");

  private final ProductFolder product;
  private final DockerEngine engine;
  private final Watch watch;
  private final ComposeCli compose;
  private final Settings settings;
  private final boolean adopted;

  private Project(
      ProductFolder product,
      DockerEngine engine,
      Watch watch,
      ComposeCli compose,
      Settings settings,
      boolean adopted) {
    this.product = product;
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
    var address =
        EngineAddress.find(
            environment,
            Path.of(System.getProperty("user.home")),
            Path.of("/var/run/docker.sock"),
            System.getProperty("os.name").startsWith("Windows"));
    Preflight.engineIsHere(address);
    var engine = DockerEngine.connect(address, NAME);
    try {
      progress.accept(new Step("Find Docker Engine", Status.DONE, engine.version()));
      Secrets.ensure(product.secrets());
      var settings = Settings.of(Secrets.read(product.secrets()), environment);
      var own = new HashMap<>(environment);
      // The same engine for both; and no users until the session sets the load.
      own.put("DOCKER_HOST", address.uri().toString());
      own.put("NUM_USERS", "0");
      if (!settings.saysProfiles()) {
        var image = settings.image("GRAFANA_IMAGE", GRAFANA_IMAGE);
        own.putAll(settings.profiles(engine.hasImage(image)));
        settings = Settings.of(settings.values(), own);
      }
      var compose = new ComposeCli(product, NAME, own);
      progress.accept(new Step("Check Docker Compose", Status.RUNNING, ""));
      var version = compose.checkedVersion();
      progress.accept(new Step("Check Docker Compose", Status.DONE, version.toString()));
      var running = engine.containers().stream().anyMatch(Container::alive);
      var watch = new Watch(engine, http, clock, events);
      return new Project(product, engine, watch, compose, settings, running);
    } catch (IOException | InterruptedException | StepFailed | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** Whether it ran before this console came. */
  boolean adopted() {
    return adopted;
  }

  List<Instance> instances() {
    return watch.fleet().instances();
  }

  /** Brings everything up with {@code count} backends; what runs is not made anew. */
  void start(int count, Consumer<Step> progress)
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
    ensure(count, progress);
  }

  /** Like {@link #start}, on a project that this console has started or adopted before. */
  void ensure(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var arguments = new ArrayList<>(List.of("up", "--detach", "--no-build"));
    if (adopted) {
      arguments.add("--no-recreate");
    }
    arguments.addAll(List.of("--scale", "backend=" + count));
    watch.fleet().expectEndOf(surplus(count));
    compose.run("starting the containers", told(progress), arguments);
    settle(count, FIXED_PARTS, progress);
  }

  /** Brings the number of backends to {@code count}. */
  void scale(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    watch.fleet().expectEndOf(surplus(count));
    compose.run(
        "scaling the backend",
        told(progress),
        List.of(
            "up",
            "--detach",
            "--no-build",
            "--no-recreate",
            "--no-deps",
            "--scale",
            "backend=" + count,
            "backend"));
    settle(count, List.of(), progress);
  }

  /** Compose ends the highest numbers first. */
  private Set<String> surplus(int count) {
    return instances().stream()
        .filter(each -> each.role() == Role.BACKEND)
        .map(Instance::name)
        .skip(count)
        .collect(Collectors.toSet());
  }

  /** Waits until the parts and so many backends are ready and no other backend is there. */
  private void settle(int count, List<String> parts, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    watch.refresh();
    var wanted = new TreeSet<>(parts);
    if (instances().stream().filter(each -> each.role() == Role.BACKEND).count() == count) {
      instances().stream()
          .filter(each -> each.role() == Role.BACKEND)
          .forEach(each -> wanted.add(each.name()));
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
      var lines = logs(name);
      return lines.subList(Math.max(0, lines.size() - 20), lines.size()).stream()
          .map(LogLine::text)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends and removes every container and network; volumes stay. */
  void stop(Consumer<Step> progress) throws IOException, InterruptedException, StepFailed {
    watch.fleet().expectEndOf(instances().stream().map(Instance::name).collect(Collectors.toSet()));
    compose.run(
        "stopping the containers",
        told(progress),
        List.of("--profile", "grafana", "down", "--remove-orphans"));
    watch.await(List::isEmpty, END_TIMEOUT);
  }

  private static Consumer<String> told(Consumer<Step> progress) {
    return line -> ComposeOutput.step(line).ifPresent(progress);
  }

  /** Where the published ports are, as the engine says. */
  Optional<Endpoints> endpoints() {
    return published("gateway", 80)
        .flatMap(
            gateway ->
                published("simulator", 8089)
                    .map(
                        simulator ->
                            new Endpoints(gateway, simulator, published("prometheus", 9090))));
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

  void kill(Container target) throws IOException {
    Kill.send(engine, target);
  }

  List<LogLine> logs(String name) throws IOException {
    var container = watch.fleet().container(name);
    return container.isPresent() ? engine.logs(container.get().id(), name) : List.of();
  }

  @Override
  public void close() {
    watch.close();
    engine.close();
  }
}
