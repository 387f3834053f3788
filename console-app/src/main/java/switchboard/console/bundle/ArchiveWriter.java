package switchboard.console.bundle;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * Writes a zip whose comment is the hash of all before it, so that no byte of it can be changed
 * unnoticed. What has been written can be read before its end, and when that never comes.
 */
final class ArchiveWriter implements AutoCloseable {
  static final String SEAL = "sha256=";
  static final int SEAL_BYTES = SEAL.length() + 64;

  /** The first that a zip can have: one's time says nothing of what is in it. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Path file;
  private final SyncedZip zip;
  private final List<Manifest.Entry> entries = new ArrayList<>();
  private boolean inEntry;
  private boolean sealed;

  /** Replaces a file of the name. */
  ArchiveWriter(Path file) throws IOException {
    this.file = file;
    zip = new SyncedZip(new BufferedOutputStream(Files.newOutputStream(file)));
    zip.setComment(SEAL + "0".repeat(SEAL_BYTES - SEAL.length()));
  }

  /** An entry, as long as it is open; one at a time. */
  OutputStream begin(EntryName name) throws IOException {
    var entry = new ZipEntry(name.file());
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    inEntry = true;
    return new Entry(name);
  }

  /** A whole entry. */
  void write(EntryName name, String text) throws IOException {
    try (var entry = begin(name)) {
      entry.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Those that are complete. */
  List<Manifest.Entry> entries() {
    return List.copyOf(entries);
  }

  /** Sees to it that all that was written is in the file. */
  void sync() throws IOException {
    zip.sync(inEntry);
  }

  /** Ends it, on the disk. */
  void seal() throws IOException {
    zip.close();
    sealed = true;
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      var length = open.length() - SEAL_BYTES;
      String hash;
      try (var in = Files.newInputStream(file)) {
        hash = Sha256.of(BoundedInputStream.builder().setInputStream(in).setMaxCount(length).get());
      }
      open.seek(length + SEAL.length());
      open.write(hash.getBytes(StandardCharsets.US_ASCII));
      open.getFD().sync();
    }
  }

  /** Leaves it as it is: what was written can be read. */
  @Override
  public void close() throws IOException {
    try {
      if (!sealed) {
        zip.sync(inEntry);
      }
    } finally {
      zip.abandon();
    }
  }

  /** Counts and hashes. */
  private final class Entry extends FilterOutputStream {
    private final EntryName name;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;
    private boolean isOpen = true;

    Entry(EntryName name) {
      super(zip);
      this.name = name;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      zip.write(from, offset, length);
      digest.update(from, offset, length);
      bytes += length;
    }

    /** The zip stays open. */
    @Override
    public void close() throws IOException {
      if (isOpen) {
        isOpen = false;
        inEntry = false;
        zip.closeEntry();
        entries.add(new Manifest.Entry(name.file(), bytes, Sha256.hex(digest)));
      }
    }
  }

  /** A zip that can give what it has not compressed yet. */
  private static final class SyncedZip extends ZipOutputStream {
    SyncedZip(OutputStream to) {
      super(to, StandardCharsets.UTF_8);
    }

    /**
     * @param inEntry whether one is open: between them there is nothing to be compressed
     */
    void sync(boolean inEntry) throws IOException {
      for (var more = inEntry; more; ) {
        var count = def.deflate(buf, 0, buf.length, Deflater.SYNC_FLUSH);
        out.write(buf, 0, count);
        more = count == buf.length;
      }
      out.flush();
    }

    /** Closes the file, and writes no directory. */
    void abandon() throws IOException {
      def.end();
      out.close();
    }
  }
}
