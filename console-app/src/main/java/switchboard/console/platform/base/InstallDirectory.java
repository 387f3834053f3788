package switchboard.console.platform.base;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The product's own folder, with what the engines run and what the build made. */
public final class InstallDirectory {
  /** Set by the launcher. */
  public static final String PROPERTY = "switchboard.home";

  private InstallDirectory() {}

  /**
   * As the launcher says; without it, the nearest folder above the working directory.
   *
   * @param file that is in it, such as {@code compose/compose.yaml}
   * @return absolute
   */
  public static Path with(String file) throws StepFailed {
    var configured = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    var here = Path.of("").toAbsolutePath();
    return configured
        .map(Stream::of)
        .orElse(Stream.iterate(here, folder -> folder != null, Path::getParent))
        .filter(folder -> Files.exists(folder.resolve(file)))
        .findFirst()
        .map(folder -> folder.toAbsolutePath().normalize())
        .orElseThrow(
            () ->
                new StepFailed(
                    "there is no " + file + " in " + configured.orElse(here),
                    "Start the console with ./switchboard from its own folder.",
                    ""));
  }
}
