package switchboard.console.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads entries of an archive, also of one whose writing ended early: that has no directory, so its
 * entries are read from the beginning until there are no more.
 */
final class ArchiveReader {
  private final Path file;
  private final boolean whole;

  ArchiveReader(Path file) throws IOException {
    this.file = file;
    whole = hasDirectory();
  }

  private boolean hasDirectory() throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      return zip.size() > 0;
    } catch (ZipException e) {
      return false;
    }
  }

  /** Whether it was written to its end. */
  boolean isWhole() {
    return whole;
  }

  /** What is in an entry; empty when there is none. */
  Optional<InputStream> open(EntryName name) throws IOException {
    return whole ? byDirectory(name) : fromTheBeginning(name);
  }

  private Optional<InputStream> byDirectory(EntryName name) throws IOException {
    var zip = new ZipFile(file.toFile());
    var entry = zip.getEntry(name.file());
    if (entry == null) {
      zip.close();
      return Optional.empty();
    }
    return Optional.of(
        new BufferedInputStream(zip.getInputStream(entry)) {
          @Override
          public void close() throws IOException {
            try (zip) {
              super.close();
            }
          }
        });
  }

  private Optional<InputStream> fromTheBeginning(EntryName name) throws IOException {
    var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)));
    try {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name.file())) {
          return Optional.of(zip);
        }
      }
    } catch (IOException e) {
      // Here it ends: the entry was not begun.
    }
    zip.close();
    return Optional.empty();
  }
}
