package switchboard.console.platform.kubernetes.monitoring;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import switchboard.console.platform.base.CommandRunner;
import switchboard.console.platform.base.ProgramsOnPath;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Kubeconfig;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * The {@code helm} command, of version 3 or 4. It is given one cluster, and no other.
 *
 * @param command the program
 */
record Helm(Path command) {
  /** What could lead it to another cluster, or to the same as somebody else. */
  private static final List<String> OVERRIDES =
      List.of(
          "HELM_KUBEAPISERVER",
          "HELM_KUBEASGROUPS",
          "HELM_KUBEASUSER",
          "HELM_KUBECAFILE",
          "HELM_KUBECONTEXT",
          "HELM_KUBEINSECURE_SKIP_TLS_VERIFY",
          "HELM_KUBETLS_SERVER_NAME",
          "HELM_KUBETOKEN");

  /** For an installation to be ready, and for one to be gone: images may have to be pulled. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private static final String ERROR = "Error:";

  /** A value that no chart reads: a release keeps it whatever state it is in. */
  private static final String MARK = "installedBy";

  private static final Gson GSON = new Gson();

  /** Who installed a release, if there is one. */
  enum Maker {
    NOBODY,
    THIS_CONSOLE,
    SOMEBODY_ELSE
  }

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
    return ProgramsOnPath.find("helm", environment).map(Helm::new);
  }

  /**
   * Installs a chart, or brings a release of it to this version, and waits until its pods are
   * ready.
   *
   * @param kubeconfig of the cluster alone
   * @param values a file
   */
  void install(
      Kubeconfig kubeconfig, HelmChart chart, String release, String namespace, Path values)
      throws IOException, InterruptedException, StepFailed {
    var arguments = new ArrayList<>(List.of("upgrade", "--install", release));
    arguments.addAll(chart.arguments());
    arguments.add("--values=" + values);
    arguments.add("--set-string=global." + MARK + "=" + Names.PRODUCT);
    run(kubeconfig, namespace, chart, arguments);
  }

  /**
   * Does nothing where there is no such release. What belongs to no release, such as CRDs, stays.
   */
  void uninstall(Kubeconfig kubeconfig, HelmChart chart, String release, String namespace)
      throws IOException, InterruptedException, StepFailed {
    run(kubeconfig, namespace, chart, List.of("uninstall", release, "--ignore-not-found"));
  }

  /** Who installed the release of this name in a namespace. */
  Maker maker(Kubeconfig kubeconfig, HelmChart chart, String release, String namespace)
      throws IOException, InterruptedException, StepFailed {
    var ended = execute(kubeconfig, namespace, List.of("get", "values", release, "--output=json"));
    if (ended.code() == 0) {
      return isMarked(ended.text()) ? Maker.THIS_CONSOLE : Maker.SOMEBODY_ELSE;
    }
    if (ended.last().stream().anyMatch(line -> line.contains("not found"))) {
      return Maker.NOBODY;
    }
    throw explain(kubeconfig.currentContext(), chart, namespace, "get", ended);
  }

  /** What a release was installed with; {@code null} where that was nothing. */
  private record Values(Map<String, Object> global) {}

  private static boolean isMarked(String values) {
    try {
      // It may warn before it answers.
      var json = values.substring(Math.max(0, values.indexOf('{')));
      var read = GSON.fromJson(json, Values.class);
      return read != null && read.global() != null && Names.PRODUCT.equals(read.global().get(MARK));
    } catch (JsonParseException e) {
      return false;
    }
  }

  private void run(Kubeconfig kubeconfig, String namespace, HelmChart chart, List<String> arguments)
      throws IOException, InterruptedException, StepFailed {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of("--wait", "--timeout=" + TIMEOUT.toSeconds() + "s"));
    var ended = execute(kubeconfig, namespace, all);
    if (ended.code() != 0) {
      throw explain(kubeconfig.currentContext(), chart, namespace, arguments.getFirst(), ended);
    }
  }

  /** Runs it for one cluster. */
  private CommandRunner.Ended execute(
      Kubeconfig kubeconfig, String namespace, List<String> arguments)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of(command.toString()));
    all.addAll(arguments);
    all.add("--namespace=" + namespace);
    all.add("--kube-context=" + kubeconfig.currentContext());
    // Readable by this user alone: there are credentials in it.
    var file = Files.createTempFile("switchboard-", ".kubeconfig");
    try {
      Files.writeString(file, kubeconfig.yaml());
      var environment = new HashMap<>(Map.of("KUBECONFIG", file.toString()));
      OVERRIDES.forEach(variable -> environment.put(variable, ""));
      return CommandRunner.run(all, Path.of("").toAbsolutePath(), environment, line -> {});
    } finally {
      Files.delete(file);
    }
  }

  private static StepFailed explain(
      String context,
      HelmChart chart,
      String namespace,
      String subcommand,
      CommandRunner.Ended ended) {
    var details = ended.text();
    // Helm reports it in the same words as a failure of a repository.
    if (details.toLowerCase(Locale.ROOT).contains(NO_CLUSTER)) {
      return new StepFailed(
          "the cluster of context '" + context + "' does not respond",
          "Check that kubectl --context " + context + " get nodes works, then try again.",
          details);
    }
    if (!chart.repository().isEmpty() && UNREACHABLE.stream().anyMatch(details::contains)) {
      return new StepFailed(
          "the chart's repository " + chart.repository() + " cannot be reached",
          "Check that this machine reaches it, or name a copy of the chart in the environment"
              + " variable "
              + HelmChart.VARIABLE
              + ", then try again.",
          details);
    }
    if (details.contains("forbidden")) {
      return new StepFailed(
          "the cluster forbids it: " + said(subcommand, ended),
          "Ask a cluster administrator to install it: the console then uses it.",
          details);
    }
    if (details.contains("timed out waiting") || details.contains("deadline exceeded")) {
      return new StepFailed(
          "its pods were not ready within " + TIMEOUT.toMinutes() + " minutes",
          "See kubectl -n " + namespace + " get pods: a node may be full, or an image missing.",
          details);
    }
    return new StepFailed(
        said(subcommand, ended),
        "Read Helm's message, check that helm list works in a terminal, then try again.",
        details);
  }

  /** Helm's own words where it has some. */
  private static String said(String subcommand, CommandRunner.Ended ended) {
    return ended.last().stream()
        .filter(line -> line.startsWith(ERROR))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring(ERROR.length()).strip())
        .filter(words -> !words.isEmpty())
        .orElse("helm " + subcommand + " ended with exit code " + ended.code());
  }
}
