package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import switchboard.console.platform.base.StepFailed;

/** What containers see of this machine's files. They run as users of their own. */
final class SharedFiles {
  private SharedFiles() {}

  /**
   * Lets everybody read them: whoever made a clone or a build may have kept it to themselves.
   *
   * @param roots files and folders, with all that is in them
   * @throws StepFailed about a file that its owner alone can open up, and this user is not
   */
  static void makeReadable(Set<Path> roots) throws IOException, StepFailed {
    for (var root : roots) {
      if (Files.exists(root)
          && root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        List<Path> all;
        try (var found = Files.walk(root)) {
          all = found.toList();
        }
        for (var file : all) {
          makeReadable(file);
        }
      }
    }
  }

  private static void makeReadable(Path file) throws IOException, StepFailed {
    var needed = EnumSet.of(PosixFilePermission.OTHERS_READ);
    if (Files.isDirectory(file)) {
      needed.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    var modes = new HashSet<>(Files.getPosixFilePermissions(file));
    if (!modes.containsAll(needed)) {
      modes.addAll(needed);
      try {
        Files.setPosixFilePermissions(file, modes);
      } catch (IOException e) {
        throw new StepFailed(
            "containers cannot read " + file + ", because they run as other users",
            "Have its owner run chmod -R o+rX on it.",
            e.toString());
      }
    }
  }
}
