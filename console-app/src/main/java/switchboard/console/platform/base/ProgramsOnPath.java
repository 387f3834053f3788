package switchboard.console.platform.base;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a shell would find; not folders, nor files without the right to be run. */
public final class ProgramsOnPath {
  private ProgramsOnPath() {}

  /**
   * The programs of a name, the first one first.
   *
   * @param path as in the environment
   */
  public static Stream<Path> named(String name, String path) {
    return Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .distinct();
  }

  /**
   * The program of a name, with or without the ending that Windows gives it.
   *
   * @param environment of which the PATH is
   */
  public static Optional<Path> find(String name, Map<String, String> environment) {
    return Stream.of(name, name + ".exe")
        .flatMap(each -> named(each, environment.getOrDefault("PATH", "")))
        .findFirst();
  }
}
