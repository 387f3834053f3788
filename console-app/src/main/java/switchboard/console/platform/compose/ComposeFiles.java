package switchboard.console.platform.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import switchboard.console.UserFolder;
import switchboard.console.platform.base.InstallDirectory;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.Installation;

/**
 * The compose files in the product's own folder, and what the build made there.
 *
 * @param home absolute
 */
record ComposeFiles(Path home) {
  /** Set by the launcher of an installed console. */
  static final String INSTALLED = "switchboard.installed";

  /** Compose's own variable: files to read settings from, commas between them. */
  static final String ENV_FILES = "COMPOSE_ENV_FILES";

  private static final String COMPOSE_FILE = "compose/compose.yaml";

  static ComposeFiles find() throws StepFailed {
    return new ComposeFiles(InstallDirectory.with(COMPOSE_FILE));
  }

  Path composeFile() {
    return home.resolve(COMPOSE_FILE);
  }

  Path composeFolder() {
    return home.resolve("compose");
  }

  /** Distinguishes this installation's containers from others'. */
  Installation installation() {
    return new Installation(Project.NAME, composeFile());
  }

  /**
   * The files that Compose reads settings from, the last one winning: those that its variable
   * names, as seen from the working directory; of an installed console, whose folder is not the
   * user's, a file in the user's configuration. Empty where it looks by itself.
   */
  List<Path> envFiles(Map<String, String> environment) {
    var named =
        Arrays.stream(environment.getOrDefault(ENV_FILES, "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(name -> Path.of(name).toAbsolutePath())
            .toList();
    return named.isEmpty() && Boolean.getBoolean(INSTALLED)
        ? List.of(UserFolder.configuration(environment).resolve("compose.env"))
        : named;
  }

  /** The file of settings that the console makes and changes. */
  Path envFile(Map<String, String> environment) {
    var configured = envFiles(environment);
    return configured.isEmpty() ? composeFolder().resolve(".env") : configured.getLast();
  }

  /** Whether the build made what the images are built of. */
  boolean isBuilt() {
    return Stream.of("chat-backend", "simulator")
        .allMatch(module -> Files.isDirectory(home.resolve(module).resolve("target/image/app")));
  }
}
