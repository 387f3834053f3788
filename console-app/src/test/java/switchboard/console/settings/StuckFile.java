package switchboard.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file on a disk that does not answer: a named pipe, at which whoever opens it waits. */
public final class StuckFile implements AutoCloseable {
  private final Path path;
  private boolean stuck = true;

  /** Takes the place of the file that is there. */
  public StuckFile(Path path) throws IOException, InterruptedException {
    this.path = path;
    Files.deleteIfExists(path);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }

  /** Waits for whoever reads it, and lets them read this. */
  public void answer(String content) throws IOException {
    stuck = false;
    Files.writeString(path, content);
  }

  /** Nothing waits any more. */
  @Override
  public void close() throws IOException {
    if (stuck) {
      stuck = false;
      // Open for both, it does not block, and whatever waits at it continues.
      try (var both = new RandomAccessFile(path.toFile(), "rw")) {
        both.write('{');
      }
    }
  }
}
