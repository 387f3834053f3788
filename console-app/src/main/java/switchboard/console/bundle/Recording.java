package switchboard.console.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.RunRemains;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.fault.Verdict;
import switchboard.console.logs.LogEntry;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.platform.Role;
import switchboard.console.session.MetricsSnapshot;
import switchboard.console.session.Snapshot;
import switchboard.console.session.TimelineEvent;

/**
 * A bundle in memory, to be watched again: what was known at every moment of its run. Of a run with
 * more than {@value #MAX_LOOKS} moments, every second one is left out, as often as it takes.
 */
public final class Recording {
  static final int MAX_LOOKS = 3_600;
  private static final int MAX_LINES = 20_000;

  /** What scraped them does not matter to what is shown. */
  private static final Readings READINGS = Readings.forScrapesEvery(Duration.ofSeconds(1));

  private final Experiment experiment;
  private final Optional<RunRecord> run;
  private final List<RunNote.Looked> looks;
  private final List<LogEntry> logs;

  private Recording(
      Experiment experiment,
      Optional<RunRecord> run,
      List<RunNote.Looked> looks,
      List<LogEntry> logs) {
    this.experiment = experiment;
    this.run = run;
    this.looks = List.copyOf(looks);
    this.logs = List.copyOf(logs);
  }

  /**
   * Reads a bundle.
   *
   * @throws UnreadableBundleException when it cannot be read, or nothing was seen of its run
   */
  public static Recording of(Path file) throws IOException {
    var bundle = Bundle.open(file);
    var looks = new Looks();
    Optional<RunRecord> run =
        bundle.isWhole() ? Optional.of(bundle.record(looks)) : Optional.empty();
    if (run.isEmpty()) {
      try (var notes = bundle.notes()) {
        notes.map(TimedNote::note).forEach(looks);
      }
    }
    if (looks.kept.isEmpty()) {
      throw new UnreadableBundleException(file, "nothing was seen of its run");
    }
    return new Recording(
        bundle.experiment(),
        run,
        looks.kept,
        bundle.isWhole() ? bundle.logs(MAX_LINES) : List.of());
  }

  private static final class Looks implements Consumer<RunNote> {
    private final List<RunNote.Looked> kept = new ArrayList<>();
    private int stride = 1;
    private int seen;

    @Override
    public void accept(RunNote note) {
      if (note instanceof RunNote.Looked look) {
        if (seen % stride == 0) {
          kept.add(look);
        }
        seen++;
        if (kept.size() > MAX_LOOKS) {
          stride *= 2;
          var half =
              IntStream.range(0, kept.size()).filter(i -> i % 2 == 0).mapToObj(kept::get).toList();
          kept.clear();
          kept.addAll(half);
        }
      }
    }
  }

  /** What was done. */
  public Experiment experiment() {
    return experiment;
  }

  /** What came of it; empty of a run that ended early. */
  public Optional<RunRecord> run() {
    return run;
  }

  /** The first moment. */
  public Instant begun() {
    return looks.getFirst().at();
  }

  /** The last moment. */
  public Instant ended() {
    return looks.getLast().at();
  }

  /** All moments at which something was known, in order. */
  public List<Instant> moments() {
    return looks.stream().map(RunNote.Looked::at).toList();
  }

  /** What was known at a moment: what the window showed then. */
  public Snapshot at(Instant moment) {
    var look = looks.get(Math.max(0, index(moment)));
    return new Snapshot(
        look.at(),
        look.system(),
        look.connectionProblem(),
        look.plan(),
        look.users(),
        look.usersAt(),
        new MetricsSnapshot(panels(look.at()), READINGS, look.values(), look.alerts()),
        events(look.at()),
        look.judging(),
        verdicts(look.at()));
  }

  private int index(Instant moment) {
    var after = 0;
    var end = looks.size();
    while (after < end) {
      var middle = (after + end) / 2;
      if (looks.get(middle).at().isAfter(moment)) {
        end = middle;
      } else {
        after = middle + 1;
      }
    }
    return after - 1;
  }

  private List<PanelData> panels(Instant until) {
    return remains().map(RunRemains::panels).orElse(List.of()).stream()
        .map(panel -> panel.until(until))
        .toList();
  }

  private List<TimelineEvent> events(Instant until) {
    return remains().map(RunRemains::timeline).orElse(List.of()).stream()
        .filter(event -> !event.at().isAfter(until))
        .toList();
  }

  private List<Verdict> verdicts(Instant until) {
    return run.map(
            found ->
                IntStream.range(0, found.verdicts().size())
                    .filter(
                        i ->
                            found
                                .remains()
                                .faults()
                                .get(i)
                                .judgedAt()
                                .filter(at -> !at.isAfter(until))
                                .isPresent())
                    .mapToObj(found.verdicts()::get)
                    .toList())
        .orElse(List.of());
  }

  private Optional<RunRemains> remains() {
    return run.map(RunRecord::remains);
  }

  /** What components printed until a moment, the newest last. */
  public List<LogEntry> logs(Instant until, int most) {
    var printed = logs.stream().filter(line -> !line.at().isAfter(until)).toList();
    return printed.subList(Math.max(0, printed.size() - most), printed.size());
  }

  /** The implementation of a role; empty where the platform did not choose one. */
  public String implementation(Role role) {
    return remains()
        .map(found -> found.place().implementations())
        .orElse(Map.of())
        .getOrDefault(role, "");
  }
}
