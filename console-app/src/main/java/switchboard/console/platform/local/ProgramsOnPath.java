package switchboard.console.platform.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a shell would find; not folders, nor files without the right to be run. */
final class ProgramsOnPath {
  private ProgramsOnPath() {}

  /**
   * The programs of a name, the first one first.
   *
   * @param path as in the environment
   */
  static Stream<Path> named(String name, String path) {
    return Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .distinct();
  }
}
