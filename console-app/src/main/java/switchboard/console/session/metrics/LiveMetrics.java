package switchboard.console.session.metrics;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import switchboard.console.platform.Platform;
import switchboard.console.platform.SystemState;
import switchboard.console.session.ledger.MetricEvidence;

/**
 * The metrics of the running system, and the last collected values. Any thread may call; {@link
 * #refresh} blocks for as long as the metrics' source does, and is for one at a time.
 */
public final class LiveMetrics {
  private final Platform platform;
  private final Function<SystemState.Endpoints, MetricsCollector> collectors;
  private Optional<MetricsCollector> measuring = Optional.empty();
  private MetricsSnapshot newest = MetricsSnapshot.NOTHING;

  /**
   * @param collectors begins to measure a system
   */
  public LiveMetrics(
      Platform platform, Function<SystemState.Endpoints, MetricsCollector> collectors) {
    this.platform = platform;
    this.collectors = collectors;
  }

  /** The system runs. */
  public synchronized void begin(SystemState.Endpoints endpoints) {
    measuring = Optional.of(collectors.apply(endpoints));
  }

  /** The system keeps running, although it was about to end. */
  public synchronized void goOn(Optional<MetricsCollector> with) {
    measuring = with;
  }

  /**
   * The system is about to end.
   *
   * @return what measured it, to be closed
   */
  public synchronized Optional<MetricsCollector> end() {
    var ending = measuring;
    measuring = Optional.empty();
    newest = MetricsSnapshot.NOTHING;
    return ending;
  }

  synchronized Optional<MetricsCollector> measuring() {
    return measuring;
  }

  public boolean isMeasuring() {
    return measuring().isPresent();
  }

  /** What shows how a fault was noticed; empty while nothing is measured. */
  public Optional<MetricEvidence> evidence() {
    return measuring().map(MetricsCollector::evidence);
  }

  /** What was found last; nothing while nothing is measured. Never blocks. */
  public synchronized MetricsSnapshot newest() {
    return newest;
  }

  public void refresh(Instant now) {
    var asked = measuring();
    var found =
        asked.map(each -> each.measure(now, platform.state())).orElse(MetricsSnapshot.NOTHING);
    synchronized (this) {
      if (asked.equals(measuring)) {
        newest = found;
      }
    }
  }
}
