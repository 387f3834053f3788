package switchboard.console.platform.compose;

import java.nio.file.Files;
import java.nio.file.Path;
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
record ProductFolder(Path home) {
  /** Set by the launcher. */
  static final String PROPERTY = "switchboard.home";

  /** Set by the launcher of an installed console. */
  static final String INSTALLED = "switchboard.installed";

  /** Compose's own variable: files to read settings from, commas between them. */
  static final String ENV_FILES = "COMPOSE_ENV_FILES";

  private static final String COMPOSE_FILE = "compose/compose.yaml";

  /** As the launcher says; without it, the nearest folder above the working directory. */
  static ProductFolder find() throws StepFailed {
    var told = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    var here = Path.of("").toAbsolutePath();
    return told.map(Stream::of)
        .orElse(Stream.iterate(here, folder -> folder != null, Path::getParent))
        .filter(folder -> Files.exists(folder.resolve(COMPOSE_FILE)))
        .findFirst()
        .map(folder -> new ProductFolder(folder.toAbsolutePath().normalize()))
        .orElseThrow(
            () ->
                new StepFailed(
                    "there is no " + COMPOSE_FILE + " in " + told.orElse(here),
                    "Start the console with ./switchboard from its own folder.",
                    ""));
  }

  Path composeFile() {
    return home.resolve(COMPOSE_FILE);
  }

  Path composeFolder() {
    return home.resolve("compose");
  }

  /**
   * Where Compose reads settings from: the last of the files that its variable names, or .env. Of
   * an installed console, whose folder is not the user's, a file in the user's configuration.
   */
  Path envFile(Map<String, String> environment) {
    var named = environment.getOrDefault(ENV_FILES, "");
    var last = named.substring(named.lastIndexOf(',') + 1).strip();
    if (last.isEmpty() && Boolean.getBoolean(INSTALLED)) {
      return UserFolder.configuration(environment).resolve("compose.env");
    }
    return composeFolder().resolve(last.isEmpty() ? ".env" : last);
  }

  /** Whether the build made what the images are built of. */
  boolean isBuilt() {
    return Stream.of("chat-backend", "simulator")
        .allMatch(module -> Files.isDirectory(home.resolve(module).resolve("target/image/app")));
  }
}
