package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import switchboard.console.platform.base.CommandRunner;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.Installation;

/** The real {@code docker compose}, on one project. An interrupt ends the command. */
final class ComposeCli {
  /** The first with everything that compose.yaml uses. */
  static final Version OLDEST = new Version(2, 24);

  private final List<String> project;
  private final Path folder;
  private final Map<String, String> environment;

  /** A version of Compose, as far as it matters here. */
  record Version(int major, int minor) implements Comparable<Version> {
    private static final Pattern DIGITS = Pattern.compile("(\\d+)\\.(\\d+)");

    /**
     * @param text as {@code docker compose version --short} prints it: {@code 2.40.3-3}, {@code
     *     v2.24.1}
     */
    static Version parse(String text) throws StepFailed {
      var found = DIGITS.matcher(text);
      if (!found.find()) {
        throw new StepFailed(
            "Docker Compose does not report its version: " + text.strip(), "Reinstall it.", "");
      }
      return new Version(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
    }

    @Override
    public int compareTo(Version other) {
      return major == other.major
          ? Integer.compare(minor, other.minor)
          : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  /**
   * What changes whose containers Compose touches, or how it calls them, if the operator's
   * environment or .env says so: this product's commands are never meant by it.
   */
  private static final Map<String, String> FIXED =
      Map.of("COMPOSE_REMOVE_ORPHANS", "false", "COMPOSE_COMPATIBILITY", "false");

  /**
   * @param environment added to this process's own
   */
  ComposeCli(
      ComposeFiles product,
      Installation installation,
      List<Path> envFiles,
      Map<String, String> environment) {
    project =
        new ArrayList<>(
            List.of(
                "--ansi",
                "never",
                "--progress",
                "plain",
                "--project-name",
                installation.project(),
                "--file",
                installation.composeFile().toString()));
    envFiles.forEach(file -> project.addAll(List.of("--env-file", file.toString())));
    folder = product.composeFolder();
    this.environment = new ConcurrentHashMap<>(environment);
    this.environment.putAll(FIXED);
  }

  /** From now on Compose sees these variables, too. */
  void set(Map<String, String> variables) {
    environment.putAll(variables);
  }

  /** The version, when it is one that this product works with. */
  Version checkedVersion() throws IOException, InterruptedException, StepFailed {
    var ended = run(List.of("docker", "compose", "version", "--short"), line -> {});
    if (ended.code() != 0) {
      throw new StepFailed(
          "docker has no compose command: Compose v2 is missing",
          "Install the docker-compose-plugin package; docker-compose v1 is not supported.",
          ended.text());
    }
    var version = Version.parse(ended.text());
    if (version.compareTo(OLDEST) < 0) {
      throw new StepFailed(
          "Docker Compose is " + version + ", and " + OLDEST + " or newer is required",
          "Update it (https://docs.docker.com/compose/install).",
          ended.text());
    }
    return version;
  }

  /**
   * Runs one command of Compose until it ends.
   *
   * @param tried for the message when it fails: "starting the containers"
   * @param line gets what it prints
   */
  void run(String tried, Consumer<String> line, List<String> arguments)
      throws IOException, InterruptedException, StepFailed {
    var command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(project);
    command.addAll(arguments);
    var ended = run(command, line);
    if (ended.code() != 0) {
      throw ComposeFailures.explain(tried, ended);
    }
  }

  /** What Compose reads, asked of itself. */
  ComposeConfig settings() throws IOException, InterruptedException, StepFailed {
    var command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(project);
    command.addAll(List.of("--profile", "*", "config", "--format", "json"));
    var printed = CommandRunner.capture(command, folder, environment);
    if (printed.code() != 0) {
      throw ComposeFailures.unreadable(printed.errors());
    }
    return ComposeConfig.parse(printed.output());
  }

  private CommandRunner.Ended run(List<String> command, Consumer<String> line)
      throws IOException, InterruptedException {
    return CommandRunner.run(command, folder, environment, line);
  }
}
