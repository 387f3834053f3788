package switchboard.console.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import switchboard.console.Build;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.SampleRecord;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.logs.LogEntry;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.platform.SystemState;

/** The bundle of a run in whose middle a replica was killed, to vary in tests. */
public final class SampleBundle {
  static final String VERSION = version();

  public final SampleRecord run = new SampleRecord();
  String printed = "listening on port 5001";
  String job = "backend";

  /** Besides those of the product's own metrics. */
  Map<String, String> labels = Map.of();

  /** Each second; of many seconds there are few, or lists grow long. */
  int requests = 300;

  private static String version() {
    try {
      return Build.nameAndNumber();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The notes of a second each. */
  List<RunNote> notes() {
    var notes = new ArrayList<RunNote>();
    var users = SampleStats.UNHARMED;
    notes.add(new RunNote.Began(SampleRecord.AT, users.stats()));
    notes.add(new RunNote.Counted(SampleRecord.AT, Map.of("backend-1", 10.0), true));
    for (var second = 1; second < run.lasts.toSeconds(); second++) {
      var at = SampleRecord.AT.plusSeconds(second);
      users =
          users
              .withMoreRequests(SampleStats.times(requests, 4_000 + second))
              .withMoreDeliveries(SampleStats.times(requests / 6, 9_000 + second));
      notes.add(looked(at, users));
      notes.add(
          new RunNote.Counted(at, Map.of("backend-1", 10.0 + second, "backend-2", 1.0), false));
      if (second == 12) {
        notes.add(new RunNote.Warm(at, users.stats()));
      }
    }
    var end = SampleRecord.AT.plus(run.lasts);
    notes.add(new RunNote.Settled(end, users.stats(), List.of()));
    notes.add(new RunNote.Sampled(end, List.of(series("backend-1"), series("backend-2"))));
    notes.add(new RunNote.Logged(end, List.of(LogEntry.event(end, printed))));
    return notes;
  }

  private static RunNote looked(Instant at, SampleStats users) {
    return new RunNote.Looked(
        at,
        SystemState.STOPPED,
        Optional.empty(),
        LoadPlan.DEFAULT,
        Optional.of(users.stats()),
        at,
        false,
        List.of(),
        ReadingValues.NONE,
        Optional.empty());
  }

  private Series series(String instance) {
    var seconds = (int) run.lasts.toSeconds();
    var times = new long[seconds];
    var values = new double[seconds];
    for (var i = 0; i < seconds; i++) {
      times[i] = SampleRecord.AT.plusSeconds(i).toEpochMilli();
      values[i] = 100.0 * i;
    }
    var all = new TreeMap<>(Map.of(Labels.NAME, "http_requests_total", "job", job));
    all.put("instance", instance);
    all.putAll(labels);
    return new Series(Labels.of(all), times, values);
  }

  /** What comes out of its notes, before any of it is written. */
  RunRecord record() {
    return RunRecord.of(run.record().remains(), notes().stream());
  }

  /** Writes it. */
  public Bundle write(Path file) throws IOException {
    try (var writer = begin(file)) {
      writer.finish(record());
    }
    return Bundle.open(file);
  }

  /** Writes all but its end. */
  public BundleWriter begin(Path file) throws IOException {
    var writer = new BundleWriter(file, run.record().remains().experiment(), VERSION);
    notes().forEach(writer::keep);
    return writer;
  }
}
