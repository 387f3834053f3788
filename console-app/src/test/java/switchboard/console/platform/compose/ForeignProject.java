package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A user's own Compose project, in a folder with this product's name. */
public final class ForeignProject implements Closeable {
  private final Path file;

  private ForeignProject(Path file) {
    this.file = file;
  }

  /**
   * Starts one container of each service.
   *
   * @param home in which its folder is made
   */
  static ForeignProject start(Path home, String... services) throws IOException {
    var folder = Files.createDirectories(home.resolve(Project.NAME));
    var text = new StringBuilder("services:\n");
    for (var service : services) {
      text.append("  ").append(service).append(":\n");
      text.append("    image: nginx:1.30.0\n    command: [sleep, \"3600\"]\n    init: true\n");
    }
    var project = new ForeignProject(Files.writeString(folder.resolve("compose.yaml"), text));
    project.compose("up", "--detach");
    return project;
  }

  Path file() {
    return file;
  }

  /** Stops its containers, and keeps them. */
  void stop() throws IOException {
    compose("stop", "--timeout", "1");
  }

  /** Of each container its id, when it was started, and whether it runs. */
  String containers() throws IOException {
    var ids = compose("ps", "--all", "--quiet").lines().sorted().toList();
    var command = new ArrayList<>(List.of("docker", "inspect", "--format"));
    command.add("{{.Name}} {{.Id}} {{.State.StartedAt}} {{.State.Status}}");
    command.addAll(ids);
    return ids.isEmpty() ? "" : run(command);
  }

  private String compose(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("docker", "compose", "--file", file.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  public static String run(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s: %s", command, printed).isZero();
    return printed;
  }

  @Override
  public void close() throws IOException {
    compose("down", "--timeout", "1", "--volumes");
  }
}
