package switchboard.console.session;

import java.time.Instant;
import java.util.Optional;
import switchboard.console.platform.SystemState;

/**
 * The metrics of the running system, and the last collected values. Any thread may call; {@link
 * #refresh} blocks for as long as the metrics' source does, and is for one at a time.
 */
final class LiveMetrics {
  private Optional<MetricsCollector> measuring = Optional.empty();
  private MetricsSnapshot newest = MetricsSnapshot.NOTHING;

  /** The system runs. */
  synchronized void begin(MetricsCollector of) {
    measuring = Optional.of(of);
  }

  /** The system keeps running, although it was about to end. */
  synchronized void goOn(Optional<MetricsCollector> with) {
    measuring = with;
  }

  /**
   * The system is about to end.
   *
   * @return what measured it, to be closed
   */
  synchronized Optional<MetricsCollector> end() {
    var ending = measuring;
    measuring = Optional.empty();
    newest = MetricsSnapshot.NOTHING;
    return ending;
  }

  synchronized Optional<MetricsCollector> measuring() {
    return measuring;
  }

  /** What was found last; nothing while nothing is measured. Never blocks. */
  synchronized MetricsSnapshot newest() {
    return newest;
  }

  void refresh(Instant now, SystemState system) {
    var asked = measuring();
    var found = asked.map(each -> each.measure(now, system)).orElse(MetricsSnapshot.NOTHING);
    synchronized (this) {
      if (asked.equals(measuring)) {
        newest = found;
      }
    }
  }
}
