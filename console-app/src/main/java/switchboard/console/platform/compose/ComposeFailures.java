package switchboard.console.platform.compose;

import java.util.List;
import java.util.Locale;
import switchboard.console.platform.base.CommandRunner;
import switchboard.console.platform.base.StepFailed;

/** Explains a failure of Compose by its output. */
final class ComposeFailures {
  private static final String UNHEALTHY = "a container did not become healthy";

  private record Known(List<String> signs, String happened, String next) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              List.of("no space left on device"),
              "the disk is full",
              "Free some space, for example with docker system prune, then try again."),
          new Known(
              List.of("port is already allocated", "address already in use"),
              "a port that the system publishes is taken",
              "Stop the program that listens there, or set GATEWAY_PORT, SIMULATOR_PORT,"
                  + " PROMETHEUS_PORT or GRAFANA_PORT in compose/.env."),
          new Known(
              List.of(
                  "pull access denied",
                  "manifest unknown",
                  "failed to resolve",
                  "no such host",
                  "i/o timeout",
                  "tls handshake timeout",
                  "toomanyrequests",
                  "error response from daemon: get "),
              "an image cannot be pulled",
              "Check the network and the registry, or pull it yourself with docker pull; the"
                  + " details name it."),
          new Known(
              List.of("failed to solve", "returned a non-zero code"),
              "an image cannot be built",
              "The last lines of the build say why; see the details."),
          new Known(
              List.of("is unhealthy", "dependency failed to start"),
              UNHEALTHY,
              "Its last lines say why; see the details."),
          new Known(
              List.of("cannot connect to the docker daemon"),
              "the connection to Docker Engine was lost",
              "Start it and try again."));

  private ComposeFailures() {}

  /** Whether it is about a container that Compose has waited for in vain. */
  static boolean isOfAContainer(StepFailed failed) {
    return failed.getMessage().endsWith(UNHEALTHY);
  }

  /**
   * Where Compose cannot read its files.
   *
   * @param errors what it printed to its standard error
   */
  static StepFailed unreadable(String errors) {
    // Warnings come before what made it fail.
    var reason = errors.lines().filter(line -> !line.isBlank()).reduce("", (one, next) -> next);
    return new StepFailed(
        "Docker Compose cannot read its settings: " + reason.strip(),
        "Correct compose/.env, or the environment variables that it names.",
        errors);
  }

  /**
   * @param tried as "starting the containers"
   * @param ended the command of Compose
   */
  static StepFailed explain(String tried, CommandRunner.Ended ended) {
    var text = ended.text();
    var lower = text.toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(known -> known.signs().stream().anyMatch(lower::contains))
        .findFirst()
        .map(known -> new StepFailed(tried + ": " + known.happened(), known.next(), text))
        .orElseGet(
            () ->
                new StepFailed(
                    tried + ": docker compose ended with exit code " + ended.code(),
                    "Its last lines say why; see the details.",
                    text));
  }
}
