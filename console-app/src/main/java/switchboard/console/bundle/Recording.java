package switchboard.console.bundle;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.RunRemains;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.fault.Verdict;
import switchboard.console.logs.LogEntry;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.platform.Role;
import switchboard.console.session.Snapshot;
import switchboard.console.session.metrics.MetricsSnapshot;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Result;

/**
 * A bundle in memory, to be watched again: what was known at every moment of its run. A moment is
 * read when it is asked for. Of a run with more than {@value #MAX_MOMENTS} moments, every second
 * one is left out, as often as it takes: each takes about 10 KiB.
 */
public final class Recording {
  static final int MAX_MOMENTS = 3_600;
  private static final int MAX_LINES = 20_000;

  /** Charts of less than this have nothing to see. */
  private static final Duration SHORTEST = Duration.ofSeconds(60);

  /** What scraped them does not matter to what is shown. */
  private static final Readings READINGS = Readings.forScrapesEvery(Duration.ofSeconds(1));

  private final Bundle bundle;
  private final Experiment experiment;
  private final Optional<Told> told;
  private final Optional<RunRemains> remains;
  private final List<Verdict> verdicts;
  private final List<Moment> moments;
  private final List<LogEntry> logs;

  /** What was known, as the journal has it. */
  private record Moment(Instant at, String line) {}

  /**
   * What a bundle says of itself; {@link Verification} tells whether it is so.
   *
   * @param sentence what decided, and what to do
   */
  public record Told(Result result, String sentence) {}

  private Recording(Bundle bundle, List<Moment> moments) throws IOException {
    this.bundle = bundle;
    this.moments = List.copyOf(moments);
    experiment = bundle.experiment();
    var manifest = bundle.manifest();
    if (manifest.isEmpty()) {
      told = Optional.empty();
      remains = Optional.empty();
      verdicts = List.of();
      logs = List.of();
    } else {
      told = Optional.of(new Told(manifest.get().result(), sentence(bundle)));
      var left = bundle.remains();
      remains = Optional.of(left);
      verdicts = left.verdicts();
      logs = bundle.logs(MAX_LINES);
    }
  }

  /**
   * Reads a bundle.
   *
   * @throws UnreadableBundleException when it cannot be read, or nothing was seen of its run
   */
  public static Recording of(Path file) throws IOException {
    var bundle = Bundle.open(file);
    var kept = new Thinned();
    try (var lines = bundle.journal()) {
      lines.forEachOrdered(
          line -> NoteFormat.lookedAt(line).ifPresent(at -> kept.add(new Moment(at, line))));
    }
    var moments = kept.moments;
    if (moments.isEmpty()) {
      throw new UnreadableBundleException(file, "nothing was seen of its run");
    }
    return new Recording(bundle, moments);
  }

  /** Leaves out every second one when there are too many. */
  private static final class Thinned {
    private final List<Moment> moments = new ArrayList<>();
    private int stride = 1;
    private int seen;

    void add(Moment moment) {
      if (seen++ % stride == 0) {
        moments.add(moment);
      }
      if (moments.size() > MAX_MOMENTS) {
        stride *= 2;
        var half =
            IntStream.range(0, moments.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(moments::get)
                .toList();
        moments.clear();
        moments.addAll(half);
      }
    }
  }

  private static String sentence(Bundle bundle) throws IOException {
    try {
      return JsonParser.parseString(bundle.text(EntryName.REPORT))
          .getAsJsonObject()
          .getAsJsonObject("verdict")
          .get("sentence")
          .getAsString();
    } catch (RuntimeException e) {
      throw bundle.unreadable(EntryName.REPORT, e);
    }
  }

  /** What it was read of. */
  public Bundle bundle() {
    return bundle;
  }

  /** What was done. */
  public Experiment experiment() {
    return experiment;
  }

  /** What came of it; empty of a run that ended early. */
  public Optional<Told> told() {
    return told;
  }

  /** The first moment. */
  public Instant begun() {
    return moments.getFirst().at();
  }

  /** The last moment. */
  public Instant ended() {
    return moments.getLast().at();
  }

  /** All moments at which something was known, in order. */
  public List<Instant> moments() {
    return moments.stream().map(Moment::at).toList();
  }

  /** The last moment up to one at which something was known; the first when there is none. */
  public Instant momentAt(Instant moment) {
    return moments.get(index(moment)).at();
  }

  /** What was known at a moment: what the window showed then. */
  public Snapshot at(Instant moment) {
    var look = (RunNote.Looked) bundle.format().note(moments.get(index(moment)).line()).note();
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
    var end = moments.size();
    while (after < end) {
      var middle = (after + end) / 2;
      if (moments.get(middle).at().isAfter(moment)) {
        end = middle;
      } else {
        after = middle + 1;
      }
    }
    return Math.max(0, after - 1);
  }

  private List<PanelData> panels(Instant until) {
    var since = Duration.between(begun(), until);
    var span = since.compareTo(SHORTEST) < 0 ? SHORTEST : since;
    return remains.map(RunRemains::panels).orElse(List.of()).stream()
        .map(panel -> panel.asOf(until, span))
        .toList();
  }

  private List<TimelineEvent> events(Instant until) {
    return remains.map(RunRemains::timeline).orElse(List.of()).stream()
        .filter(event -> !event.at().isAfter(until))
        .toList();
  }

  private List<Verdict> verdicts(Instant until) {
    var faults = remains.map(RunRemains::faults).orElse(List.of());
    return IntStream.range(0, verdicts.size())
        .filter(i -> faults.get(i).judgedAt().filter(at -> !at.isAfter(until)).isPresent())
        .mapToObj(verdicts::get)
        .toList();
  }

  /** What components printed until a moment, the newest last. */
  public List<LogEntry> logs(Instant until, int most) {
    var printed = logs.stream().filter(line -> !line.at().isAfter(until)).toList();
    return printed.subList(Math.max(0, printed.size() - most), printed.size());
  }

  /** The implementation of a role; empty where the platform did not choose one. */
  public String implementation(Role role) {
    return remains
        .map(found -> found.place().implementations())
        .orElse(Map.of())
        .getOrDefault(role, "");
  }
}
