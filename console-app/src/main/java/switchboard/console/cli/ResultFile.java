package switchboard.console.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The file that a run's result is written to, if one is named. */
final class ResultFile {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result there, too.")
  private Path json;

  /** Whether there is one. */
  boolean isNamed() {
    return json != null;
  }

  /** A run is too long to find out at its end that its result has no place. */
  void check() {
    if (json == null) {
      return;
    }
    var folder = json.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(json)) {
      throw new ParameterException(
          spec.commandLine(),
          "--json: " + json + " cannot be written; name a file in a folder that exists");
    }
  }

  /** Writes the result, if there is one and a file for it. */
  void write(Optional<String> result) throws IOException {
    if (result.isPresent() && json != null) {
      Files.writeString(json, result.get() + "\n");
    }
  }
}
