package switchboard.console.bundle;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is written while an entry of an archive is open, to become one later. */
final class Spool implements AutoCloseable {
  private final Path file;
  private final OutputStream out;
  private final long limit;
  private long bytes;

  /**
   * An empty one.
   *
   * @param limit in bytes; what comes after it is left out
   */
  Spool(long limit) throws IOException {
    this.limit = limit;
    file = Files.createTempFile("switchboard", ".part");
    out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** Where to write to; what is written beyond the limit is left out, a whole write at a time. */
  OutputStream out() {
    return new FilterOutputStream(out) {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        if (bytes + length <= limit) {
          out.write(from, offset, length);
          bytes += length;
        }
      }
    };
  }

  /** Copies all of it. */
  void copyTo(OutputStream to) throws IOException {
    out.flush();
    Files.copy(file, to);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      Files.deleteIfExists(file);
    }
  }
}
