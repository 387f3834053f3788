package switchboard.console.platform.compose.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Distinguishes the resources of this installation's Compose project from those that only share its
 * name: a project is named after its folder by default, so that any folder of that name makes one.
 *
 * @param project by which Compose knows it
 * @param composeFile absolute
 */
public record Installation(String project, Path composeFile) {
  /** On everything that compose.yaml makes; its value is {@link #PRODUCT}. */
  static final String LABEL = "switchboard.product";

  static final String PRODUCT = "chat";

  private static final String CONFIG_HASH = "com.docker.compose.config-hash";

  /** What Compose writes on each container: the files that it was made of, commas between them. */
  private static final String CONFIG_FILES = "com.docker.compose.project.config_files";

  /** Whether a container is this installation's, by its labels. */
  boolean owns(Map<String, String> labels) {
    return isProducts(labels) && hasName(labels) && isMadeOfOurFile(origin(labels));
  }

  /** Whether it was made of a compose.yaml of this product, wherever that is. */
  static boolean isProducts(Map<String, String> labels) {
    return PRODUCT.equals(labels.get(LABEL));
  }

  /**
   * Whether Compose has made a container for a project that is called as ours. An image that it
   * built gives the project's label to whatever is run of it: that lacks the hash.
   */
  boolean hasName(Map<String, String> labels) {
    return project.equals(labels.get(Container.PROJECT)) && labels.containsKey(CONFIG_HASH);
  }

  /** The files that it was made of; empty where Compose has not made it. */
  static String origin(Map<String, String> labels) {
    return labels.getOrDefault(CONFIG_FILES, "");
  }

  private boolean isMadeOfOurFile(String files) {
    // A path may have a comma in it.
    return Stream.concat(Stream.of(files), Stream.of(files.split(","))).anyMatch(this::isOurs);
  }

  private boolean isOurs(String file) {
    if (file.equals(composeFile.toString())) {
      return true;
    }
    try {
      return !file.isEmpty() && Files.isSameFile(Path.of(file), composeFile);
    } catch (IOException | IllegalArgumentException e) {
      // It is not there, or no path of this system.
      return false;
    }
  }
}
