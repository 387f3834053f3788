package switchboard.console.platform.kubernetes.access;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.CommandRunner;
import switchboard.console.platform.base.ProgramsOnPath;
import switchboard.console.platform.base.StepFailed;

/**
 * The {@code minikube} command: a cluster on this machine, started when it does not run, and given
 * what the system needs. All of it can be repeated safely at any time.
 *
 * @param command the program
 */
public record Minikube(Path command) {
  /** Minikube's default name for its cluster and context. */
  public static final String DEFAULT = "minikube";

  private static final Gson GSON = new Gson();
  private static final String START = "Start Minikube";
  private static final String RUNNING = "Running";
  private static final String IRRELEVANT = "Irrelevant";

  /** "ExGuestNotFound" in k8s.io/minikube/pkg/minikube/reason. */
  private static final int NO_SUCH_PROFILE = 85;

  /** For Kubernetes itself, the replicas and who loads them. */
  private static final int CPUS = 4;

  private static final long MEMORY_MIB = 6_144;

  /** Less, and Minikube refuses. */
  private static final int MIN_CPUS = 2;

  private static final long MIN_MEMORY_MIB = 2_200;

  /** A line of {@code minikube start --output json}: a CloudEvent of Minikube's. */
  private record Event(String type, Data data) {
    record Data(
        String name,
        String message,
        String advice,
        @SerializedName("currentstep") String step,
        @SerializedName("totalsteps") String of) {}

    boolean is(String kind) {
      return data != null && ("io.k8s.sigs.minikube." + kind).equals(type);
    }
  }

  /** Of one node, as {@code minikube status --output json} says it. */
  private record NodeStatus(
      @SerializedName("Host") String host,
      @SerializedName("APIServer") String apiServer,
      @SerializedName("Kubeconfig") String kubeconfig) {
    /** A node that only works has neither an API server nor a kubeconfig. */
    boolean isUp() {
      return RUNNING.equals(host)
          && List.of(RUNNING, IRRELEVANT).contains(String.valueOf(apiServer));
    }

    boolean isConfigured() {
      return List.of("Configured", IRRELEVANT).contains(String.valueOf(kubeconfig));
    }
  }

  /**
   * Of a cluster.
   *
   * @param known whether Minikube has made it, or whatever else of that name
   */
  private record Nodes(boolean known, List<NodeStatus> nodes) {
    boolean isUp() {
      return !nodes.isEmpty() && nodes.stream().allMatch(NodeStatus::isUp);
    }
  }

  /** The one on the PATH; empty where Minikube is not installed. */
  static Optional<Minikube> find(Map<String, String> environment) {
    return ProgramsOnPath.find("minikube", environment).map(Minikube::new);
  }

  /**
   * Sees to it that the cluster runs, measures what pods use, and has the product's images.
   *
   * @param cluster its name, which Minikube calls its profile
   * @param make whether it is made where there is none of that name; otherwise it is somebody's
   *     from another machine, and left as it is
   * @param home the product's folder
   * @param images of the product's own, such as {@code switchboard/simulator:0.1.0}: each is built
   *     from the module of that name
   */
  void prepare(
      String cluster, boolean make, Path home, List<String> images, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var here = Path.of("").toAbsolutePath();
    progress.accept(new Step(START, Status.RUNNING, ""));
    var nodes = nodes(cluster, here);
    if (!nodes.known() && !make) {
      var why = "it has no profile '" + cluster + "' here: the cluster is used as it is";
      progress.accept(new Step(START, Status.DONE, why));
      return;
    }
    start(cluster, here, nodes, progress);
    var addon = "Enable metrics-server";
    progress.accept(new Step(addon, Status.RUNNING, ""));
    run(addon, home, line -> {}, progress, cluster, "addons", "enable", "metrics-server");
    progress.accept(new Step(addon, Status.DONE, ""));
    for (var image : images) {
      build(cluster, nodes.nodes().size() > 1, home, image, progress);
    }
  }

  private void start(String cluster, Path here, Nodes nodes, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    if (nodes.isUp()) {
      if (!nodes.nodes().stream().allMatch(NodeStatus::isConfigured)) {
        run(START, here, line -> {}, progress, cluster, "update-context");
      }
      progress.accept(new Step(START, Status.DONE, "already running"));
      return;
    }
    var cpus = Math.clamp(Runtime.getRuntime().availableProcessors(), MIN_CPUS, CPUS);
    // Half is the machine's own.
    var memory = Math.clamp(memoryMebibytes() / 2, MIN_MEMORY_MIB, MEMORY_MIB);
    run(
        START,
        here,
        line ->
            event(line)
                .filter(event -> event.is("step"))
                .ifPresent(event -> progress.accept(new Step(START, Status.RUNNING, words(event)))),
        progress,
        cluster,
        "start",
        "--output=json",
        "--interactive=false",
        "--cpus=" + cpus,
        "--memory=" + memory + "m");
    progress.accept(new Step(START, Status.DONE, cpus + " cores, " + memory + " MiB"));
  }

  /** All that this machine has, or its container. */
  private static long memoryMebibytes() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getTotalMemorySize() >> 20;
  }

  private static String words(Event event) {
    var data = event.data();
    return data.step() == null || data.of() == null
        ? data.name()
        : data.name() + " · " + data.step() + " of " + data.of();
  }

  private Nodes nodes(String cluster, Path folder) throws IOException, InterruptedException {
    var ended =
        CommandRunner.run(
            arguments(cluster, "status", "--output=json"), folder, Map.of(), line -> {});
    // Of several nodes it is one list, of a single one the object alone.
    var nodes =
        ended.last().stream()
            .flatMap(
                line ->
                    line.startsWith("[")
                        ? read(line, NodeStatus[].class).stream().flatMap(Stream::of)
                        : read(line, NodeStatus.class).stream())
            .filter(node -> node != null && node.host() != null)
            .toList();
    return new Nodes(ended.code() != NO_SUCH_PROFILE, nodes);
  }

  /** Inside the cluster, whose cache makes it short when nothing has changed. */
  private void build(
      String cluster, boolean several, Path home, String image, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var step = "Build " + image;
    var module = image.substring(image.indexOf('/') + 1, image.indexOf(':'));
    progress.accept(new Step(step, Status.RUNNING, ""));
    var arguments = new ArrayList<>(List.of("image", "build"));
    if (several) {
      // A pod may be placed on each; by itself only the first would have the image.
      arguments.add("--all");
    }
    arguments.addAll(List.of("--tag=" + image, "--file=" + module + "/Dockerfile", "."));
    run(
        step,
        home,
        line -> progress.accept(new Step(step, Status.RUNNING, line.strip())),
        progress,
        cluster,
        arguments.toArray(String[]::new));
    progress.accept(new Step(step, Status.DONE, ""));
  }

  private void run(
      String step,
      Path folder,
      Consumer<String> listener,
      Consumer<Step> progress,
      String cluster,
      String... arguments)
      throws IOException, InterruptedException, StepFailed {
    var ended = CommandRunner.run(arguments(cluster, arguments), folder, Map.of(), listener);
    if (ended.code() != 0) {
      var failure = explain(arguments[0], ended);
      progress.accept(new Step(step, Status.FAILED, failure.getMessage()));
      throw failure;
    }
  }

  /** Minikube's own words where it has some: it knows drivers and machines better. */
  private static StepFailed explain(String subcommand, CommandRunner.Ended ended) {
    var said =
        ended.last().stream()
            .map(Minikube::event)
            .flatMap(Optional::stream)
            .filter(event -> event.is("error"))
            .map(Event::data)
            .reduce((earlier, later) -> later);
    var happened =
        said.map(Event.Data::message)
            .map(String::strip)
            .orElse("minikube " + subcommand + " ended with exit code " + ended.code());
    var next =
        said.map(Event.Data::advice)
            .map(String::strip)
            .filter(advice -> !advice.isEmpty())
            .orElse("Run minikube " + subcommand + " in a terminal and check that it works.");
    return new StepFailed(happened, next, ended.text());
  }

  private List<String> arguments(String cluster, String... arguments) {
    var all = new ArrayList<>(List.of(command.toString(), "--profile=" + cluster));
    all.addAll(List.of(arguments));
    return all;
  }

  private static Optional<Event> event(String line) {
    return read(line, Event.class);
  }

  private static <T> Optional<T> read(String line, Class<T> type) {
    try {
      return line.startsWith("{") || line.startsWith("[")
          ? Optional.ofNullable(GSON.fromJson(line, type))
          : Optional.empty();
    } catch (JsonParseException e) {
      // Some versions print words between the objects.
      return Optional.empty();
    }
  }
}
