package switchboard.console.platform.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.UserFolder;
import switchboard.console.platform.StepFailed;

/**
 * The product's own folder, with its compose files and what the build made.
 *
 * @param home absolute
 */
record InstallDirectory(Path home) {
  /** Set by the launcher. */
  static final String PROPERTY = "switchboard.home";

  /** Set by the launcher of an installed console. */
  static final String INSTALLED = "switchboard.installed";

  /** Compose's own variable: files to read settings from, commas between them. */
  static final String ENV_FILES = "COMPOSE_ENV_FILES";

  private static final String COMPOSE_FILE = "compose/compose.yaml";

  /** As the launcher says; without it, the nearest folder above the working directory. */
  static InstallDirectory find() throws StepFailed {
    var configured = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    var here = Path.of("").toAbsolutePath();
    return configured
        .map(Stream::of)
        .orElse(Stream.iterate(here, folder -> folder != null, Path::getParent))
        .filter(folder -> Files.exists(folder.resolve(COMPOSE_FILE)))
        .findFirst()
        .map(folder -> new InstallDirectory(folder.toAbsolutePath().normalize()))
        .orElseThrow(
            () ->
                new StepFailed(
                    "there is no " + COMPOSE_FILE + " in " + configured.orElse(here),
                    "Start the console with ./switchboard from its own folder.",
                    ""));
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
