package switchboard.console.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.report.Report;
import switchboard.console.report.ReportFiles;

/** The folder that a run's report is written to, if one is named. */
final class ReportFolder {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write a report of the run there: report.html and report.json.")
  private Path folder;

  /** Whether there is one. */
  boolean isNamed() {
    return folder != null;
  }

  /** A run is too long to find out at its end that its report has no place. */
  void check() {
    if (folder == null) {
      return;
    }
    var there = folder.toAbsolutePath().normalize();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      throw bad(there + " is not a folder");
    }
    if (!Files.isWritable(there)) {
      throw bad(there + " is not writable");
    }
    for (var file : ReportFiles.names()) {
      if (Files.isDirectory(folder.resolve(file))) {
        throw bad(folder.resolve(file) + " is a folder");
      }
    }
  }

  private ParameterException bad(String why) {
    return new ParameterException(
        spec.commandLine(),
        "--report: "
            + folder
            + " cannot be written, because "
            + why
            + "; name a folder that exists or can be made");
  }

  /**
   * Writes both files, if there was a run and a folder is named.
   *
   * @return where the page is
   */
  Optional<Path> write(Optional<Report> report) throws IOException {
    if (report.isEmpty() || folder == null) {
      return Optional.empty();
    }
    return Optional.of(ReportFiles.write(report.get(), folder));
  }
}
