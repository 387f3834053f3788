package switchboard.console.platform.kubernetes.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A chart that Helm installs.
 *
 * @param name in its repository, or the path of a copy
 * @param repository its address; empty for a copy
 * @param version empty for the one that a copy has
 */
public record HelmChart(String name, String repository, String version) {
  /** Names a copy, where this machine does not reach the repository. */
  static final String VARIABLE = "SWITCHBOARD_MONITORING_CHART";

  /** Source: github.com/prometheus-community/helm-charts. */
  static final HelmChart STACK =
      new HelmChart(
          "kube-prometheus-stack", "https://prometheus-community.github.io/helm-charts", "88.5.3");

  public HelmChart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(repository);
    Objects.requireNonNull(version);
  }

  /** The stack's, or the copy of it that the environment names. */
  public static HelmChart stack(Map<String, String> environment) {
    var copy = environment.getOrDefault(VARIABLE, "");
    return copy.isBlank() ? STACK : new HelmChart(copy, "", "");
  }

  /** "kube-prometheus-stack 1.2.3". */
  String words() {
    return version.isEmpty() ? name : name + " " + version;
  }

  /** As Helm takes it, without adding the repository to those of its user. */
  List<String> arguments() {
    var arguments = new ArrayList<String>();
    arguments.add(name);
    if (!repository.isEmpty()) {
      arguments.add("--repo=" + repository);
    }
    if (!version.isEmpty()) {
      arguments.add("--version=" + version);
    }
    return arguments;
  }
}
