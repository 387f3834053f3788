package switchboard.console.bundle;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.UserFolder;
import switchboard.console.calibration.Calibrations;

/**
 * The bundles of a user's runs. Together they are bounded: the oldest go first, but never those
 * that are pinned. Any thread may call; every call asks the disk.
 */
public final class KeptRuns {
  /** Of all together. */
  public static final long MAX_BYTES = 2L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(KeptRuns.class);
  private static final String SUFFIX = ".swb";
  private static final String PIN = ".pinned";
  private static final int MAX_NAME = 40;
  private static final Duration LONGEST_RUN = Duration.ofHours(25);

  private final Path folder;
  private final long maxBytes;

  /**
   * Those in a folder, which need not be there yet.
   *
   * @param maxBytes of all together
   */
  public KeptRuns(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** Those of this user. */
  public static KeptRuns ofThisUser() {
    return new KeptRuns(UserFolder.data(System.getenv()).resolve("runs"), MAX_BYTES);
  }

  /** What equal ones among them gave; beside their folder. */
  public Calibrations calibrations() {
    return new Calibrations(folder.resolveSibling("calibrations"));
  }

  /** Where they are; it need not be there yet. */
  public Path folder() {
    return folder;
  }

  /**
   * One of them.
   *
   * @param manifest empty of one that ended early
   * @param pinned whether it stays when there is no room
   * @param underWay whether somebody still writes it
   */
  public record Kept(
      Path file, Optional<Manifest> manifest, long bytes, boolean pinned, boolean underWay) {}

  /** A file for a run that begins now; makes room for it, and reserves its name. */
  Path reserve(String name, Instant at) throws IOException {
    Files.createDirectories(folder);
    deleteAbandonedParts();
    var time = at.truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    for (var number = 1; ; number++) {
      var file =
          folder.resolve(time + "_" + slug(name) + (number == 1 ? "" : "_" + number) + SUFFIX);
      try {
        return Files.createFile(file, ofTheUserAlone());
      } catch (FileAlreadyExistsException e) {
        LOG.debug("Another run began in the same second: {}", file);
      }
    }
  }

  /**
   * A run's logs and failed requests are nobody else's; Windows has its own rule for such folders.
   */
  private FileAttribute<?>[] ofTheUserAlone() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Of consoles that died long ago: no run lasts so long. */
  private void deleteAbandonedParts() throws IOException {
    var before = FileTime.from(Instant.now().minus(LONGEST_RUN));
    try (var files = Files.newDirectoryStream(folder, "*" + Spool.SUFFIX)) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).compareTo(before) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static String slug(String name) {
    var words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    return words.substring(0, Math.min(MAX_NAME, words.length())).replaceAll("-$", "");
  }

  /** All, the newest first; a file that is no bundle is left out. */
  public List<Kept> all() throws IOException {
    var all = new ArrayList<Kept>();
    for (var file : files().reversed()) {
      try {
        var manifest = Bundle.open(file).manifest();
        all.add(
            new Kept(
                file,
                manifest,
                Files.size(file),
                isPinned(file),
                manifest.isEmpty() && isFresh(file)));
      } catch (IOException e) {
        LOG.debug("No bundle: {}", file, e);
      }
    }
    return all;
  }

  /** What is being written changes every few seconds. */
  private static boolean isFresh(Path file) throws IOException {
    return Files.getLastModifiedTime(file)
            .toInstant()
            .compareTo(Instant.now().minus(BundleWriter.SYNC.multipliedBy(3)))
        > 0;
  }

  /** The oldest first: their names begin with their time. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(each -> each.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(each -> each.getFileName().toString()))
          .toList();
    }
  }

  /** Deletes the oldest, but not this one, until all together are within their bound. */
  void makeRoomFor(Path newest) {
    try {
      var files = files();
      var bytes = 0L;
      for (var file : files) {
        bytes += size(file);
      }
      for (var file : files) {
        if (bytes > maxBytes && !file.equals(newest) && !isPinned(file)) {
          bytes -= size(file);
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("There may be more runs than are to be kept", e);
    }
  }

  /** Another console may have deleted it meanwhile. */
  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Pins one, or no longer. */
  public void pin(Path file, boolean pinned) throws IOException {
    if (pinned) {
      Files.write(pin(file), new byte[0]);
    } else {
      Files.deleteIfExists(pin(file));
    }
  }

  private static boolean isPinned(Path file) {
    return Files.exists(pin(file));
  }

  private static Path pin(Path file) {
    return file.resolveSibling(file.getFileName() + PIN);
  }
}
