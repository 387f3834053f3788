package switchboard.console.platform.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.StepFailed;
import switchboard.console.platform.Tool;

/**
 * The {@code minikube} command: a cluster on this machine, started when it does not run, and given
 * what the system needs. All of it can be done again at any time without harm.
 *
 * @param command the program
 */
record Minikube(Path command) {
  /** What Minikube calls its cluster, and the context of it, where nobody has named another. */
  static final String USUAL = "minikube";

  private static final Gson GSON = new Gson();
  private static final int KEPT_LINES = 40;

  /** For Kubernetes itself, the replicas and who loads them. */
  private static final int CPUS = 4;

  private static final long MEMORY_MIB = 6_144;

  /** Less, and Minikube refuses. */
  private static final int LEAST_CPUS = 2;

  private static final long LEAST_MEMORY_MIB = 2_200;

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
      @SerializedName("Kubeconfig") String kubeconfig) {}

  /** The one on the PATH; empty where Minikube is not installed. */
  static Optional<Minikube> find(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of("minikube", "minikube.exe").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Minikube::new);
  }

  /**
   * Sees to it that the cluster runs, measures what pods use, and has the product's images.
   *
   * @param cluster its name, which is that of its context
   * @param home the product's folder
   * @param images of the product's own, as {@code switchboard/simulator:0.1.0}: each is built from
   *     the module of that name
   */
  void prepare(String cluster, Path home, List<String> images, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    start(cluster, progress);
    var addon = "Enable metrics-server";
    progress.accept(new Step(addon, Status.RUNNING, ""));
    run(addon, home, line -> {}, progress, cluster, "addons", "enable", "metrics-server");
    progress.accept(new Step(addon, Status.DONE, ""));
    for (var image : images) {
      build(cluster, home, image, progress);
    }
  }

  private void start(String cluster, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var step = "Start Minikube";
    var here = Path.of("").toAbsolutePath();
    progress.accept(new Step(step, Status.RUNNING, ""));
    var status = status(cluster, here);
    if (status.filter(Minikube::isUp).isPresent()) {
      if (!"Configured".equals(status.get().kubeconfig())) {
        run(step, here, line -> {}, progress, cluster, "update-context");
      }
      progress.accept(new Step(step, Status.DONE, "runs already"));
      return;
    }
    var cpus = Math.clamp(Runtime.getRuntime().availableProcessors(), LEAST_CPUS, CPUS);
    // Half is the machine's own.
    var memory = Math.clamp(memoryMebibytes() / 2, LEAST_MEMORY_MIB, MEMORY_MIB);
    run(
        step,
        here,
        line ->
            event(line)
                .filter(event -> event.is("step"))
                .ifPresent(event -> progress.accept(new Step(step, Status.RUNNING, words(event)))),
        progress,
        cluster,
        "start",
        "--output=json",
        "--interactive=false",
        "--cpus=" + cpus,
        "--memory=" + memory + "m");
    progress.accept(new Step(step, Status.DONE, cpus + " cores, " + memory + " MiB"));
  }

  /** All that this machine has, or its container. */
  private static long memoryMebibytes() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getTotalMemorySize() >> 20;
  }

  private static boolean isUp(NodeStatus status) {
    return "Running".equals(status.host()) && "Running".equals(status.apiServer());
  }

  private static String words(Event event) {
    var data = event.data();
    return data.step() == null || data.of() == null
        ? data.name()
        : data.name() + " · " + data.step() + " of " + data.of();
  }

  /** Empty when there is no such cluster. */
  private Optional<NodeStatus> status(String cluster, Path folder)
      throws IOException, InterruptedException {
    var lines = new ArrayList<String>();
    Tool.run(arguments(cluster, "status", "--output=json"), folder, Map.of(), lines::add);
    return lines.stream()
        .map(line -> read(line, NodeStatus.class))
        .flatMap(Optional::stream)
        .filter(status -> status.host() != null)
        .findFirst();
  }

  /** Inside the cluster, whose cache makes it short when nothing has changed. */
  private void build(String cluster, Path home, String image, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var step = "Build " + image;
    var module = image.substring(image.indexOf('/') + 1, image.indexOf(':'));
    progress.accept(new Step(step, Status.RUNNING, ""));
    run(
        step,
        home,
        line -> progress.accept(new Step(step, Status.RUNNING, line.strip())),
        progress,
        cluster,
        "image",
        "build",
        "--tag=" + image,
        "--file=" + module + "/Dockerfile",
        ".");
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
    var last = new ArrayDeque<String>();
    var code =
        Tool.run(
            arguments(cluster, arguments),
            folder,
            Map.of(),
            line -> {
              if (last.size() == KEPT_LINES) {
                last.removeFirst();
              }
              last.addLast(line);
              listener.accept(line);
            });
    if (code != 0) {
      var failure = explain(arguments[0], code, List.copyOf(last));
      progress.accept(new Step(step, Status.FAILED, failure.getMessage()));
      throw failure;
    }
  }

  /** Minikube's own words where it has some: it knows drivers and machines better. */
  private static StepFailed explain(String subcommand, int code, List<String> lines) {
    var said =
        lines.stream()
            .map(Minikube::event)
            .flatMap(Optional::stream)
            .filter(event -> event.is("error"))
            .map(Event::data)
            .reduce((earlier, later) -> later);
    var happened =
        said.map(Event.Data::message)
            .map(String::strip)
            .orElse("minikube " + subcommand + " ended with exit code " + code);
    var next =
        said.map(Event.Data::advice)
            .map(String::strip)
            .filter(advice -> !advice.isEmpty())
            .orElse("Run minikube " + subcommand + " in a terminal and see that it works.");
    return new StepFailed(happened, next, String.join("\n", lines));
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
      return line.startsWith("{")
          ? Optional.ofNullable(GSON.fromJson(line, type))
          : Optional.empty();
    } catch (JsonParseException e) {
      // Some versions print words between the objects.
      return Optional.empty();
    }
  }
}
