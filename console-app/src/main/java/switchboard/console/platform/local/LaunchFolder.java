package switchboard.console.platform.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import switchboard.console.UserFolder;
import switchboard.console.platform.base.StepFailed;

/** Where one launch keeps its files, private to the user: programs and libraries among them. */
final class LaunchFolder {
  private static final String PREFIX = "switchboard-";

  private LaunchFolder() {}

  /** The temporary folder, and the user's own for caches where programs may not be run from it. */
  static List<Path> places() {
    return List.of(
        Path.of(System.getProperty("java.io.tmpdir")), UserFolder.caches(System.getenv()));
  }

  /**
   * A new, empty folder in the first place where a program can be run.
   *
   * @throws StepFailed when there is none; says what is wrong with each
   */
  static Path make(List<Path> places) throws StepFailed {
    var problems = new ArrayList<String>();
    for (var place : places) {
      try {
        var there = Files.createDirectories(place.toAbsolutePath());
        var folder = Files.createTempDirectory(there, PREFIX);
        if (runsPrograms(folder)) {
          return folder;
        }
        Files.delete(folder);
        problems.add(place + " is mounted noexec: no program can be run from it");
      } catch (IOException e) {
        problems.add(place + " cannot be written to (" + e + ")");
      }
    }
    throw new StepFailed(
        "there is no folder for the store's program: " + String.join("; ", problems),
        "Set TMPDIR to a folder that you may write to and run programs from, then try again.",
        "");
  }

  /** The system says of an executable file on such a mount that it is none. */
  private static boolean runsPrograms(Path folder) throws IOException {
    var program = Files.createFile(folder.resolve("program"));
    try {
      return program.toFile().setExecutable(true) && Files.isExecutable(program);
    } finally {
      Files.delete(program);
    }
  }
}
