package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.fault.Verdict;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * Keeps of a run what its report shows. Charts and events are those of the session, which bounds
 * them: the last hour of the one, and the newest of the other. Any thread may call.
 */
final class RunRecorder {
  private final Session session;
  private final Instant created;
  private final KeptVerdicts verdicts = new KeptVerdicts();
  private Instant begun = Instant.MAX;
  private Optional<Instant> connected = Optional.empty();
  private Optional<Instant> warm = Optional.empty();
  private Optional<Instant> loadEnded = Optional.empty();
  private Optional<Snapshot> newest = Optional.empty();

  RunRecorder(Session session) {
    this(session, session.now());
  }

  /**
   * @param created events from before are of something else
   */
  RunRecorder(Session session, Instant created) {
    this.session = session;
    this.created = created;
  }

  /** The load is about to be set. */
  void begin() {
    begin(session.now());
  }

  /** What is recorded began at this moment. */
  synchronized void begin(Instant at) {
    begun = at;
  }

  /** All users are connected for the first time. */
  synchronized void connected() {
    connected = Optional.of(session.now());
  }

  /** The warm-up is over. */
  synchronized void warm() {
    warm = Optional.of(session.now());
  }

  /** The load is about to come to rest. */
  synchronized void endLoad() {
    loadEnded = Optional.of(session.now());
  }

  /** Takes the next snapshot; one of a system that has ended says nothing of the run. */
  synchronized void see(Snapshot snapshot) {
    // Those from before are of the set-up, or of another run.
    verdicts.see(snapshot, begun);
    if (!snapshot.measured().panels().isEmpty() || newest.isEmpty()) {
      newest = Optional.of(snapshot);
    }
  }

  /** When what is recorded began. */
  synchronized Instant begun() {
    return begun;
  }

  /** The verdicts of what was seen. */
  synchronized KeptVerdicts verdicts() {
    return verdicts;
  }

  /** The events that are of what is recorded. */
  List<TimelineEvent> timeline() {
    return timeline(session.snapshot());
  }

  /** The same, of those that a snapshot has. */
  List<TimelineEvent> timeline(Snapshot snapshot) {
    return snapshot.timeline().stream().filter(event -> !event.at().isBefore(created)).toList();
  }

  /** All that was kept, while the system still runs. */
  RunRecord record(
      Experiment experiment, RunFacts facts, RunFigures figures, List<Verdict> judged) {
    return RunRecord.of(remains(experiment, facts, judged, Optional.empty()), figures);
  }

  /**
   * What is left, while the system still runs.
   *
   * @param ofSession empty of a run
   */
  synchronized RunRemains remains(
      Experiment experiment,
      RunFacts facts,
      List<Verdict> judged,
      Optional<RunRemains.OfSession> ofSession) {
    see(session.snapshot());
    var seen = newest.orElseThrow();
    var now = session.now();
    return new RunRemains(
        experiment,
        place(),
        new RunRemains.Moments(begun, connected, warm, loadEnded.orElse(now), now),
        facts,
        judged.stream()
            .map(
                each ->
                    new RunRemains.SeenFault(each.seen(), each.ledger(), verdicts.givenAt(each)))
            .toList(),
        seen.system().instances(),
        seen.measured().panels().stream().map(this::sinceBegun).toList(),
        timeline(),
        ofSession);
  }

  private PanelData sinceBegun(PanelData panel) {
    var ran = Duration.between(begun, panel.end());
    return panel.last(ran.isNegative() ? Duration.ZERO : ran);
  }

  private RunRemains.Place place() {
    var platform = session.platform();
    var implementations = new EnumMap<Role, String>(Role.class);
    for (var role : List.of(Role.GATEWAY, Role.STORE)) {
      implementations.put(role, platform.implementation(role));
    }
    return new RunRemains.Place(
        platform.id(),
        platform.name(),
        platform.adopted(),
        platform.state().endpoints().filter(SystemState.Endpoints::servesHttps).isPresent(),
        Map.copyOf(implementations));
  }
}
