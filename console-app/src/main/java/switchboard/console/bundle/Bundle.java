package switchboard.console.bundle;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.input.BoundedInputStream;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.RunRemains;
import switchboard.console.logs.LogEntry;
import switchboard.console.report.Machine;
import switchboard.console.report.Report;

/** A bundle that was written before. Reads the file when it is asked. Any thread may call. */
public final class Bundle {
  /** Of everything but what is read line by line. */
  private static final long MAX_TEXT = 256L << 20;

  private static final Gson JSON = JsonFormat.of(UnaryOperator.identity());
  private static final NoteFormat NOTES = new NoteFormat(JSON);

  private final Path file;
  private final ArchiveReader archive;

  private Bundle(Path file, ArchiveReader archive) {
    this.file = file;
    this.archive = archive;
  }

  /**
   * Opens one.
   *
   * @throws UnreadableBundleException when it is none, or of a later version
   * @throws IOException when it cannot be read
   */
  public static Bundle open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableBundleException(
          file, Files.exists(file) ? "this is not a file" : "there is no such file");
    }
    var bundle = new Bundle(file, new ArchiveReader(file));
    if (bundle.archive.open(EntryName.EXPERIMENT).isEmpty()) {
      throw new UnreadableBundleException(
          file, "this is not a bundle; expected a file that 'switchboard run --bundle' wrote");
    }
    var manifest = bundle.manifest();
    if (manifest.isPresent() && !manifest.get().format().equals(Manifest.FORMAT)) {
      throw new UnreadableBundleException(
          file,
          "it is of the format "
              + manifest.get().format()
              + ", and this version reads "
              + Manifest.FORMAT
              + "; use "
              + manifest.get().version());
    }
    return bundle;
  }

  /** Whether its run was written to the end; one that was not "ended early". */
  public boolean isWhole() {
    return archive.isWhole();
  }

  /** Empty of one that ended early. */
  public Optional<Manifest> manifest() throws IOException {
    return isWhole()
        ? Optional.of(read(EntryName.MANIFEST, TypeToken.get(Manifest.class)))
        : Optional.empty();
  }

  /** The experiment, with every default in its place. */
  public Experiment experiment() throws IOException {
    return read(EntryName.EXPERIMENT, TypeToken.get(Experiment.class));
  }

  /** The notes of the run, in order, as they are read; to be closed. */
  public Stream<TimedNote> notes() throws IOException {
    return journal().map(NOTES::note);
  }

  /** The same as lines. */
  Stream<String> journal() throws IOException {
    return Lines.of(stream(EntryName.JOURNAL), !isWhole());
  }

  NoteFormat format() {
    return NOTES;
  }

  /** What is left of the run beside its notes. */
  public RunRemains remains() throws IOException {
    var run = read(EntryName.RUN, TypeToken.get(BundleWriter.KeptRun.class));
    return new RunRemains(
        experiment(),
        run.place(),
        run.moments(),
        run.facts(),
        read(EntryName.FAULTS, BundleWriter.FAULTS),
        run.instances(),
        read(EntryName.CHARTS, BundleWriter.CHARTS),
        read(EntryName.EVENTS, BundleWriter.EVENTS),
        Optional.empty());
  }

  /** The run, with every figure made from its notes and every verdict given again. */
  public RunRecord record() throws IOException {
    var remains = remains();
    try (var notes = notes()) {
      return RunRecord.of(remains, notes.map(TimedNote::note));
    } catch (JsonParseException | DateTimeException | IllegalArgumentException e) {
      throw unreadable(EntryName.JOURNAL, e);
    }
  }

  /** What components printed, the last lines. */
  List<LogEntry> logs(int most) throws IOException {
    var last = new ArrayDeque<LogEntry>();
    try (var lines = Lines.of(stream(EntryName.LOGS), false)) {
      lines.forEach(
          line -> {
            last.add(JSON.fromJson(line, LogEntry.class));
            if (last.size() > most) {
              last.remove();
            }
          });
    }
    return List.copyOf(last);
  }

  /** The failed requests, as run.json has them. */
  String failures() throws IOException {
    return BundleWriter.failures(JSON, remains());
  }

  /** The report that was written with it. */
  public Report report() throws IOException {
    var manifest = manifest().orElseThrow(() -> missing(EntryName.REPORT));
    return report(record(), manifest.version());
  }

  /** The report of a record that was made of it. */
  Report report(RunRecord record, String version) throws IOException {
    return Report.of(record, version, machine())
        .with(read(EntryName.RUN, TypeToken.get(BundleWriter.KeptRun.class)).calibration());
  }

  Machine machine() throws IOException {
    return read(EntryName.MACHINE, TypeToken.get(Machine.class));
  }

  private <T> T read(EntryName name, TypeToken<T> type) throws IOException {
    var text = text(name);
    try {
      var found = JSON.fromJson(text, type);
      if (found == null) {
        throw new UnreadableBundleException(file, name.file() + " is empty");
      }
      return found;
    } catch (RuntimeException e) {
      // Of JSON, or of a value that is none of its type.
      throw unreadable(name, e);
    }
  }

  UnreadableBundleException unreadable(EntryName name, RuntimeException e) {
    return new UnreadableBundleException(
        file, name.file() + " cannot be read: " + e.getMessage(), e);
  }

  /** An entry as text. */
  String text(EntryName name) throws IOException {
    try (var in =
        BoundedInputStream.builder()
            .setInputStream(stream(name))
            .setMaxCount(MAX_TEXT)
            .setOnMaxCount(
                (most, count) -> {
                  throw new UnreadableBundleException(
                      file, name.file() + " is longer than " + (MAX_TEXT >> 20) + " MiB");
                })
            .get()) {
      return IOUtils.toString(in, StandardCharsets.UTF_8);
    }
  }

  /** An entry as it is. */
  InputStream stream(EntryName name) throws IOException {
    return archive.open(name).orElseThrow(() -> missing(name));
  }

  private UnreadableBundleException missing(EntryName name) {
    return new UnreadableBundleException(
        file,
        isWhole() ? name.file() + " is missing" : "it ended early, and has no " + name.file());
  }
}
