package switchboard.console.platform.local;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.platform.Limits;
import switchboard.console.platform.local.cgroup.Cgroup;

/**
 * How to start one child process.
 *
 * @param environment all the child sees beside {@code PATH}, {@code HOME} and the like; may carry
 *     secrets, so never logged
 * @param limits what it may use
 * @param cgroup that holds it to its limits, where the kernel does
 */
record ChildSpec(
    List<String> command,
    Map<String, String> environment,
    StartupProbe probe,
    Optional<URI> metrics,
    Optional<Limits> limits,
    Optional<Cgroup> cgroup) {
  ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    Objects.requireNonNull(probe);
    Objects.requireNonNull(metrics);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(cgroup);
  }

  /** One that may use as much as there is. */
  ChildSpec(
      List<String> command,
      Map<String, String> environment,
      StartupProbe probe,
      Optional<URI> metrics) {
    this(command, environment, probe, metrics, Optional.empty(), Optional.empty());
  }
}
