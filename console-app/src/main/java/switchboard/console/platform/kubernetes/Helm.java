package switchboard.console.platform.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.platform.StepFailed;
import switchboard.console.platform.Tool;

/**
 * The {@code helm} command, of version 3 or 4.
 *
 * @param command the program
 * @param environment of which KUBECONFIG is given on to it
 */
record Helm(Path command, Map<String, String> environment) {
  private static final String KUBECONFIG = "KUBECONFIG";
  private static final int KEPT_LINES = 40;

  /** For an installation to be ready, and for one to be gone: images may have to be pulled. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private static final String ERROR = "Error:";

  /** How Helm says that a cluster does not answer, in version 3 with a capital letter. */
  private static final String NO_CLUSTER = "kubernetes cluster unreachable";

  /** How Helm says that a repository does not answer. */
  private static final List<String> UNREACHABLE =
      List.of(
          "cannot be reached",
          "no such host",
          "dial tcp",
          "failed to fetch",
          "i/o timeout",
          "TLS handshake timeout");

  /** The one on the PATH; empty where Helm is not installed. */
  static Optional<Helm> find(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of("helm", "helm.exe").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .map(command -> new Helm(command, environment));
  }

  /**
   * Installs a chart, or brings a release of it to this version, and waits until its pods are
   * ready.
   *
   * @param values a file
   */
  void install(String context, Chart chart, String release, String namespace, Path values)
      throws IOException, InterruptedException, StepFailed {
    var arguments = new ArrayList<>(List.of("upgrade", "--install", release));
    arguments.addAll(chart.arguments());
    arguments.add("--values=" + values);
    run(context, namespace, chart, arguments);
  }

  /** Does nothing where there is no such release. What belongs to no release, as CRDs, stays. */
  void uninstall(String context, Chart chart, String release, String namespace)
      throws IOException, InterruptedException, StepFailed {
    run(context, namespace, chart, List.of("uninstall", release, "--ignore-not-found"));
  }

  private void run(String context, String namespace, Chart chart, List<String> arguments)
      throws IOException, InterruptedException, StepFailed {
    var all = new ArrayList<>(List.of(command.toString()));
    all.addAll(arguments);
    all.addAll(
        List.of(
            "--namespace=" + namespace,
            "--kube-context=" + context,
            "--wait",
            "--timeout=" + TIMEOUT.toSeconds() + "s"));
    var own =
        environment.containsKey(KUBECONFIG)
            ? Map.of(KUBECONFIG, environment.get(KUBECONFIG))
            : Map.<String, String>of();
    var last = new ArrayDeque<String>();
    var code =
        Tool.run(
            all,
            Path.of("").toAbsolutePath(),
            own,
            line -> {
              if (last.size() == KEPT_LINES) {
                last.removeFirst();
              }
              last.addLast(line);
            });
    if (code != 0) {
      throw explain(context, chart, namespace, arguments.getFirst(), code, List.copyOf(last));
    }
  }

  private static StepFailed explain(
      String context,
      Chart chart,
      String namespace,
      String subcommand,
      int code,
      List<String> lines) {
    var details = String.join("\n", lines);
    // Its cause is told in the same words as that of a repository.
    if (details.toLowerCase(Locale.ROOT).contains(NO_CLUSTER)) {
      return new StepFailed(
          "the cluster of context '" + context + "' does not answer",
          "See that kubectl --context " + context + " get nodes works, then try again.",
          details);
    }
    if (!chart.repository().isEmpty() && UNREACHABLE.stream().anyMatch(details::contains)) {
      return new StepFailed(
          "the chart's repository " + chart.repository() + " cannot be reached",
          "See that this machine reaches it, or name a copy of the chart in the environment"
              + " variable "
              + Chart.VARIABLE
              + ", then try again.",
          details);
    }
    if (details.contains("forbidden")) {
      return new StepFailed(
          "the cluster forbids it: " + said(subcommand, code, lines),
          "Have an administrator of the cluster install it: the console then uses it.",
          details);
    }
    if (details.contains("timed out waiting") || details.contains("deadline exceeded")) {
      return new StepFailed(
          "its pods were not ready within " + TIMEOUT.toMinutes() + " minutes",
          "See kubectl -n " + namespace + " get pods: a node may be full, or an image missing.",
          details);
    }
    return new StepFailed(
        said(subcommand, code, lines),
        "See what Helm says, and that helm list works in a terminal, then try again.",
        details);
  }

  /** Helm's own words where it has some. */
  private static String said(String subcommand, int code, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(ERROR))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring(ERROR.length()).strip())
        .filter(words -> !words.isEmpty())
        .orElse("helm " + subcommand + " ended with exit code " + code);
  }
}
