package switchboard.console;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a file as a whole, so that a crash leaves the old one or the new one. */
public final class AtomicFile {
  /** As many as Linux follows. */
  private static final int MAX_LINKS = 40;

  private AtomicFile() {}

  /** Where a symbolic link leads in the end, whether there is a file or not. */
  public static Path target(Path link) throws IOException {
    var file = link.toAbsolutePath();
    for (var links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(link.toString());
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  /** Replaces what a path leads to by a file of the user's alone; its folder is made with it. */
  public static void write(Path link, CharSequence text, Charset charset) throws IOException {
    var file = target(link);
    Files.createDirectories(file.getParent());
    var fresh = Files.createTempFile(file.getParent(), "switchboard", ".new");
    try {
      Files.writeString(fresh, text, charset);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
