package switchboard.console;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
    replace(link, fresh -> Files.writeString(fresh, text, charset));
  }

  /**
   * Writes like {@link #write}, and returns when the file is on the disk: it is there even after a
   * power cut.
   */
  public static void writeSynced(Path link, CharSequence text, Charset charset) throws IOException {
    var file =
        replace(
            link,
            fresh -> {
              Files.writeString(fresh, text, charset);
              sync(fresh, StandardOpenOption.WRITE);
            });
    if (!System.getProperty("os.name").startsWith("Windows")) {
      // The name of the file is in its folder. Windows opens no folder, and writes names through.
      sync(file.getParent(), StandardOpenOption.READ);
    }
  }

  private static void sync(Path path, StandardOpenOption access) throws IOException {
    try (var channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  /** What fills a file. */
  @FunctionalInterface
  private interface Filling {
    void of(Path fresh) throws IOException;
  }

  private static Path replace(Path link, Filling filling) throws IOException {
    var file = target(link);
    Files.createDirectories(file.getParent());
    var fresh = Files.createTempFile(file.getParent(), "switchboard", ".new");
    try {
      filling.of(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return file;
  }
}
