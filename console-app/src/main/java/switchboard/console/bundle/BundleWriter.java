package switchboard.console.bundle;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.RunFacts;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.RunRemains;
import switchboard.console.experiment.journal.Journal;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.logs.LogEntry;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.platform.Instance;
import switchboard.console.report.Machine;
import switchboard.console.report.Redaction;
import switchboard.console.report.Report;
import switchboard.console.report.calibrated.Calibrated;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * Writes a bundle while its run lasts: one that is not finished can be read as far as it goes. Of
 * texts, the names of the machine and its user are left out. What cannot be written is reported
 * once, and never ends the run. Safe for use by several threads.
 */
public final class BundleWriter implements Journal, AutoCloseable {
  /** How much of a run may be lost when the console dies. */
  static final Duration SYNC = Duration.ofSeconds(5);

  private static final long MAX_SERIES = 512L << 20;
  private static final long MAX_LATENCIES = 256L << 20;
  private static final long MAX_LOGS = 64L << 20;

  static final TypeToken<List<RunRemains.SeenFault>> FAULTS = new TypeToken<>() {};
  static final TypeToken<List<TimelineEvent>> EVENTS = new TypeToken<>() {};
  static final TypeToken<List<PanelData>> CHARTS = new TypeToken<>() {};

  /** Of what is left of a run, what stands in run.json. */
  record KeptRun(
      RunRemains.Place place,
      RunRemains.Moments moments,
      RunFacts facts,
      List<Instance> instances,
      Optional<Calibrated> calibration) {
    KeptRun {
      // Bundles of before have none.
      calibration = calibration == null ? Optional.empty() : calibration;
    }
  }

  private final Path file;
  private final String version;
  private final Gson json;
  private final NoteFormat notes;
  private final UnaryOperator<String> redaction;
  private final ArchiveWriter archive;
  private final Spool series;
  private final Spool logs;
  private final Spool latencies;
  private final Latencies intervals;
  private final OpenMetrics openMetrics;
  private final OutputStream journal;
  private final long begun = System.nanoTime();
  private long synced = begun;
  private Optional<IOException> problem = Optional.empty();

  /**
   * Begins one.
   *
   * @param file is replaced
   * @param version of the product
   */
  public BundleWriter(Path file, Experiment experiment, String version) throws IOException {
    this.file = file;
    this.version = version;
    redaction = JsonFormat.redacting(Redaction.ofThisMachine()::of);
    json = JsonFormat.of(redaction);
    notes = new NoteFormat(json);
    openMetrics = new OpenMetrics(redaction);
    archive = new ArchiveWriter(file);
    archive.write(EntryName.EXPERIMENT, json.toJson(experiment));
    journal = archive.begin(EntryName.JOURNAL);
    archive.sync();
    series = new Spool(file, MAX_SERIES);
    logs = new Spool(file, MAX_LOGS);
    latencies = new Spool(file, MAX_LATENCIES);
    intervals = new Latencies(latencies);
  }

  @Override
  public synchronized void keep(RunNote note) {
    if (problem.isPresent()) {
      return;
    }
    try {
      switch (note) {
        case RunNote.Sampled samples -> openMetrics.write(samples.series(), series);
        case RunNote.Logged lines -> write(lines.lines());
        default -> write(note);
      }
    } catch (IOException | RuntimeException e) {
      problem = Optional.of(new IOException("A note cannot be written: " + e.getMessage(), e));
    }
  }

  private void write(RunNote note) throws IOException {
    intervals.note(note);
    var now = System.nanoTime();
    var line = notes.line(new TimedNote(now - begun, note));
    journal.write(line.getBytes(StandardCharsets.UTF_8));
    if (now - synced > SYNC.toNanos()) {
      archive.sync();
      synced = now;
    }
  }

  private void write(List<LogEntry> lines) throws IOException {
    for (var line : lines) {
      logs.write((json.toJson(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Ends it.
   *
   * @return the report that is in it
   * @throws IOException when it could not be written, now or before
   */
  public Report finish(RunRecord run) throws IOException {
    return finish(run, Optional.empty());
  }

  /** The same of a machine that is calibrated for such runs. */
  synchronized Report finish(RunRecord run, Optional<Calibrated> calibration) throws IOException {
    if (problem.isPresent()) {
      throw problem.get();
    }
    journal.close();
    var remains = run.remains();
    archive.write(
        EntryName.RUN,
        json.toJson(
            new KeptRun(
                remains.place(),
                remains.moments(),
                remains.facts(),
                remains.instances(),
                calibration)));
    archive.write(EntryName.FAULTS, json.toJson(remains.faults(), FAULTS.getType()));
    archive.write(EntryName.EVENTS, json.toJson(remains.timeline(), EVENTS.getType()));
    archive.write(EntryName.CHARTS, json.toJson(remains.panels(), CHARTS.getType()));
    copy(series, EntryName.SERIES, OpenMetrics.END);
    copy(latencies, EntryName.LATENCIES, "");
    archive.write(EntryName.FAILURES, failures(json, remains));
    copy(logs, EntryName.LOGS, "");
    archive.write(EntryName.MACHINE, json.toJson(Machine.ofThisConsole()));
    archive.sync();
    var written = Bundle.open(file);
    var report = written.report(written.record(), version);
    archive.write(EntryName.REPORT, report.toJson() + "\n");
    archive.write(EntryName.PAGE, report.toHtml());
    archive.write(
        EntryName.MANIFEST,
        json.toJson(
            new Manifest(
                Manifest.FORMAT,
                version,
                remains.experiment().name(),
                remains.place().name(),
                remains.moments().begun(),
                run.result().verdict().result(),
                archive.entries())));
    archive.seal();
    return report;
  }

  private void copy(Spool spool, EntryName name, String end) throws IOException {
    try (var entry = archive.begin(name)) {
      spool.copyTo(entry);
      entry.write(end.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The failed requests as they are in the bundle. */
  static String failures(Gson json, RunRemains remains) {
    var rows = remains.facts().failures().map(FailedRequests::failures).orElse(List.of());
    return FailedRequests.csv(
        rows.stream().map(each -> json.fromJson(json.toJson(each), FailedRequest.class)).toList());
  }

  /** Gives up what is not finished: it can be read as far as it goes. */
  @Override
  public synchronized void close() throws IOException {
    try (series;
        logs;
        latencies) {
      archive.close();
    }
  }

  /** Gives it up, and deletes it. */
  public synchronized void discard() throws IOException {
    close();
    Files.deleteIfExists(file);
  }
}
