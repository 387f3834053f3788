package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.fault.Verdict;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.platform.Role;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;

/**
 * Keeps of a run what its report shows. Charts and events are those of the session, which bounds
 * them: the last hour of the one, and the newest of the other. Any thread may call.
 */
final class RunRecorder {
  private final Session session;
  private final Instant created;
  private final List<Instant> judgedAt = new ArrayList<>();
  private Instant begun = Instant.MAX;
  private Optional<Instant> connected = Optional.empty();
  private Optional<Instant> warm = Optional.empty();
  private Optional<Instant> loadEnded = Optional.empty();
  private Optional<Snapshot> newest = Optional.empty();

  RunRecorder(Session session) {
    this.session = session;
    created = session.now();
  }

  /** The load is about to be set. */
  synchronized void begin() {
    begun = session.now();
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
    var judged = snapshot.verdicts().stream().filter(each -> !each.at().isBefore(begun)).count();
    while (judgedAt.size() < judged) {
      judgedAt.add(snapshot.at());
    }
    if (!snapshot.measured().panels().isEmpty() || newest.isEmpty()) {
      newest = Optional.of(snapshot);
    }
  }

  /** All that was kept, while the system still runs. */
  synchronized RunRecord record(
      Experiment experiment, RunFacts facts, RunFigures figures, List<Verdict> verdicts) {
    see(session.snapshot());
    var seen = newest.orElseThrow();
    var now = session.now();
    var faults = new ArrayList<RunRemains.SeenFault>();
    for (var i = 0; i < verdicts.size(); i++) {
      var verdict = verdicts.get(i);
      faults.add(
          new RunRemains.SeenFault(
              verdict.seen(),
              verdict.ledger(),
              i < judgedAt.size() ? Optional.of(judgedAt.get(i)) : Optional.empty()));
    }
    return RunRecord.of(
        new RunRemains(
            experiment,
            place(),
            new RunRemains.Moments(begun, connected, warm, loadEnded.orElse(now), now),
            facts,
            faults,
            seen.system().instances(),
            seen.measured().panels().stream().map(this::sinceBegun).toList(),
            session.snapshot().timeline().stream()
                .filter(event -> !event.at().isBefore(created))
                .toList()),
        figures);
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
        platform.id(), platform.name(), platform.adopted(), Map.copyOf(implementations));
  }
}
