package switchboard.console.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The file that a run's bundle is written to, if one is named. */
final class BundleFile {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--bundle",
      paramLabel = "FILE.swb",
      description =
          "Write all that the run saw there, too, for 'switchboard verify' and the window.")
  private Path bundle;

  /** Whether there is one. */
  boolean isNamed() {
    return bundle != null;
  }

  /** A run is too long to find out at its end that its bundle has no place. */
  void check() {
    if (bundle == null) {
      return;
    }
    var folder = bundle.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(bundle)) {
      throw new ParameterException(
          spec.commandLine(),
          "--bundle: " + bundle + " cannot be written; name a file in a folder that exists");
    }
  }

  /**
   * Copies the bundle of a run, if there is one and a file for it.
   *
   * @return where it is
   */
  Optional<Path> write(Optional<Path> kept) throws IOException {
    if (bundle == null || kept.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Files.copy(kept.get(), bundle, StandardCopyOption.REPLACE_EXISTING));
  }
}
