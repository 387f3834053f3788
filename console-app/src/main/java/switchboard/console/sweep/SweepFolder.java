package switchboard.console.sweep;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.AtomicFile;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.sweep.search.SweepTrial;

/**
 * The sweeps of a user, a folder each: what was asked for, a file for each measurement that ended,
 * and the result once there is one. The newest {@value #MAX_KEPT} are kept.
 */
public final class SweepFolder {
  static final int MAX_KEPT = 20;

  private static final Logger LOG = LoggerFactory.getLogger(SweepFolder.class);
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final String BEGUN = "sweep.json";
  private static final String BEFORE = "before.json";
  private static final String RESULT = "result.json";
  private static final String LOCK = "lock";

  private final Path folder;

  /** Those in a folder, which is made with the first. */
  public SweepFolder(Path folder) {
    this.folder = folder;
  }

  /** Those beside the runs that they are made of. */
  public static SweepFolder beside(KeptRuns runs) {
    return new SweepFolder(runs.folder().resolveSibling("sweeps"));
  }

  /** What is in the file of a sweep that has begun. */
  private record Begun(String specification, long seed) {}

  /**
   * One of them, which nobody else continues meanwhile.
   *
   * @param trials that ended before
   */
  public record Kept(Path folder, long seed, List<SweepTrial> trials, FileChannel lock)
      implements AutoCloseable {

    /** Adds one that ended, as number n from 1; returns when it is on the disk. */
    void add(int number, SweepTrial trial) throws IOException {
      AtomicFile.writeSynced(
          folder.resolve(String.format(Locale.ROOT, "trial-%03d.json", number)),
          GSON.toJson(trial),
          StandardCharsets.UTF_8);
    }

    /** Keeps what the system was; returns when that is on the disk. */
    void changes(Before what) throws IOException {
      AtomicFile.writeSynced(folder.resolve(BEFORE), GSON.toJson(what), StandardCharsets.UTF_8);
    }

    /** What the system was that was left changed; empty when none was. */
    Optional<Before> changed() throws IOException {
      var file = folder.resolve(BEFORE);
      try {
        return Files.exists(file)
            ? Optional.ofNullable(GSON.fromJson(Files.readString(file), Before.class))
            : Optional.empty();
      } catch (JsonParseException e) {
        throw new IOException(file + " is not what a sweep writes", e);
      }
    }

    /** The system is what it was. */
    void changedBack() throws IOException {
      Files.deleteIfExists(folder.resolve(BEFORE));
    }

    /** Ends it: it is not continued any more. */
    void finish(String result) throws IOException {
      AtomicFile.writeSynced(folder.resolve(RESULT), result, StandardCharsets.UTF_8);
    }

    /** Another console may continue it. */
    @Override
    public void close() throws IOException {
      lock.close();
    }
  }

  /** Begins a new one. */
  public Kept begin(String specification, long seed, Instant at) throws IOException {
    Files.createDirectories(folder);
    var time = at.truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    var own = create(time);
    AtomicFile.writeSynced(
        own.resolve(BEGUN), GSON.toJson(new Begun(specification, seed)), StandardCharsets.UTF_8);
    makeRoom();
    return new Kept(own, seed, List.of(), lock(own).orElseThrow());
  }

  private Path create(String time) throws IOException {
    for (var number = 1; ; number++) {
      try {
        return Files.createDirectory(folder.resolve(number == 1 ? time : time + "_" + number));
      } catch (FileAlreadyExistsException e) {
        LOG.debug("Another sweep began in the same second: {}", time);
      }
    }
  }

  /**
   * The newest of a specification that has no result, if there is one.
   *
   * @param seed that it has to have; empty for any
   */
  public Optional<Kept> interrupted(String specification, OptionalLong seed) throws IOException {
    for (var each : all().reversed()) {
      var begun = begun(each);
      if (begun.isPresent()
          && begun.get().specification().equals(specification)
          && (seed.isEmpty() || seed.getAsLong() == begun.get().seed())
          && Files.notExists(each.resolve(RESULT))) {
        var lock = lock(each);
        if (lock.isPresent()) {
          return Optional.of(new Kept(each, begun.get().seed(), trials(each), lock.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Begun> begun(Path sweep) throws IOException {
    try {
      return Files.exists(sweep.resolve(BEGUN))
          ? Optional.ofNullable(GSON.fromJson(Files.readString(sweep.resolve(BEGUN)), Begun.class))
          : Optional.empty();
    } catch (JsonParseException e) {
      LOG.warn("{} is not what a sweep writes", sweep.resolve(BEGUN), e);
      return Optional.empty();
    }
  }

  private static List<SweepTrial> trials(Path sweep) throws IOException {
    var trials = new ArrayList<SweepTrial>();
    try (var files = Files.list(sweep)) {
      for (var each :
          files
              .filter(file -> file.getFileName().toString().matches("trial-\\d+\\.json"))
              .sorted()
              .toList()) {
        trials.add(GSON.fromJson(Files.readString(each), SweepTrial.class));
      }
    } catch (JsonParseException e) {
      throw new IOException(sweep + " has a measurement that is not what a sweep writes", e);
    }
    return trials;
  }

  /** Ends with the process that holds it. */
  private static Optional<FileChannel> lock(Path sweep) throws IOException {
    var channel =
        FileChannel.open(sweep.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("This console runs {} already", sweep, e);
    }
    channel.close();
    return Optional.empty();
  }

  /** The oldest first: their names begin with their time. */
  private List<Path> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var folders = Files.list(folder)) {
      return folders
          .filter(Files::isDirectory)
          .sorted(Comparator.comparing(each -> each.getFileName().toString()))
          .toList();
    }
  }

  private void makeRoom() throws IOException {
    var all = all();
    for (var each : all.subList(0, Math.max(0, all.size() - MAX_KEPT))) {
      try (var files = Files.list(each)) {
        for (var file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(each);
    }
  }
}
