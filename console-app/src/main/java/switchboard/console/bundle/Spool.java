package switchboard.console.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is written beside an archive while one of its entries is open, to become one later. */
final class Spool extends OutputStream {
  static final String SUFFIX = ".part";

  private final Path file;
  private final OutputStream out;
  private final long limit;
  private long bytes;
  private boolean full;

  /**
   * An empty one.
   *
   * @param beside the archive
   * @param limit in bytes; the first write beyond it, and all after that, are left out
   */
  Spool(Path beside, long limit) throws IOException {
    this.limit = limit;
    var folder = beside.toAbsolutePath().getParent();
    file = Files.createTempFile(folder, beside.getFileName() + ".", SUFFIX);
    out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    full |= bytes + length > limit;
    if (!full) {
      out.write(from, offset, length);
      bytes += length;
    }
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
