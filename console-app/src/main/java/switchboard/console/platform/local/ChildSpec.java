package switchboard.console.platform.local;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to start one child process.
 *
 * @param environment all the child sees beside {@code PATH}, {@code HOME} and the like; may carry
 *     secrets, so never logged
 */
record ChildSpec(
    List<String> command, Map<String, String> environment, Probe probe, Optional<URI> metrics) {
  ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    Objects.requireNonNull(probe);
    Objects.requireNonNull(metrics);
  }
}
