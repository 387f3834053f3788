package switchboard.console.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder for reports, and by default for saved charts, values and logs. Created with the first
 * file.
 *
 * @param path absolute
 */
public record DataFolder(Path path) {
  public static final DataFolder DEFAULT =
      new DataFolder(Path.of(System.getProperty("user.home"), "Switchboard"));

  public DataFolder {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException(
          "“%s” is not an absolute path; expected one such as %s"
              .formatted(path, Path.of(System.getProperty("user.home"), "Switchboard")));
    }
  }

  /**
   * As it was typed.
   *
   * @throws IllegalArgumentException saying what is wrong and what is expected
   */
  public static DataFolder typed(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "A folder is required; expected one such as " + DEFAULT.path());
    }
    try {
      return new DataFolder(Path.of(text.strip()).normalize());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("“%s” cannot be a folder".formatted(text), e);
    }
  }

  /**
   * Why nothing could be saved there at present; empty when the folder can be used or made. Asks
   * the disk: call it off the FX thread.
   */
  public Optional<String> problem() {
    var nearest = path;
    while (nearest.getParent() != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      return Optional.of(nearest + " is not a folder; choose one");
    }
    if (!Files.isWritable(nearest)) {
      return Optional.of(
          nearest.equals(path)
              ? path + " is not writable; choose another folder"
              : path + " cannot be created: " + nearest + " is not writable");
    }
    return Optional.empty();
  }

  /**
   * The folder, made if it was not there.
   *
   * @throws IOException when it cannot be made
   */
  public Path ready() throws IOException {
    return Files.createDirectories(path);
  }
}
