package switchboard.console.session;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import switchboard.console.platform.Platform;
import switchboard.console.session.metrics.LiveMetrics;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * Gives its listeners a snapshot of what is known, and asks nobody for it. Any thread may call;
 * {@link #publish} is for one at a time.
 */
final class SnapshotPublisher {
  private final Platform platform;
  private final InstantSource clock;
  private final Load load;
  private final LiveMetrics metrics;
  private final Faults faults;
  private final Timeline timeline;
  private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();

  private Optional<String> connectionProblem = Optional.empty();
  private volatile Snapshot newest;

  SnapshotPublisher(
      Platform platform,
      InstantSource clock,
      Load load,
      LiveMetrics metrics,
      Faults faults,
      Timeline timeline) {
    this.platform = platform;
    this.clock = clock;
    this.load = load;
    this.metrics = metrics;
    this.faults = faults;
    this.timeline = timeline;
    newest = look();
  }

  Session.Registration listen(Consumer<Snapshot> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  Snapshot newest() {
    return newest;
  }

  void publish() {
    noteConnection();
    var fresh = look();
    newest = fresh;
    listeners.forEach(listener -> listener.accept(fresh));
  }

  private void noteConnection() {
    var now = platform.connectionProblem();
    if (!now.equals(connectionProblem)) {
      timeline.add(new TimelineEvent.ConnectionChanged(clock.instant(), now));
      connectionProblem = now;
    }
  }

  private Snapshot look() {
    var now = clock.instant();
    var users = load.figures(now);
    return new Snapshot(
        now,
        platform.state(),
        connectionProblem,
        load.plan(),
        users.stats(),
        users.at(),
        metrics.newest(),
        timeline.events(),
        faults.judging(),
        faults.verdicts());
  }
}
