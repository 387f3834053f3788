package switchboard.console.session.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.metrics.alerts.AlertsClient;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent.AlertChange;
import switchboard.console.session.timeline.TimelineEvent.AlertChanged;

/**
 * Reads the active alerts and records on the timeline how they change. What waited and never fired
 * ends without a word. Not safe for use by several threads.
 */
final class AlertWatch {
  private final AlertsClient client;
  private final Timeline timeline;

  /** Empty before the first answer: what is active by then began unseen. */
  private Optional<List<Alert>> known = Optional.empty();

  AlertWatch(AlertsClient client, Timeline timeline) {
    this.client = client;
    this.timeline = timeline;
  }

  /** Those that are active now; empty when that is not known. Blocks. */
  Optional<List<Alert>> look(Instant now) {
    var fresh = client.active();
    fresh.ifPresent(
        alerts -> {
          changes(known.orElse(List.of()), alerts, now).forEach(timeline::add);
          known = fresh;
        });
    return fresh;
  }

  /** What is known of it: Prometheus says when one began to wait, but not when it began to fire. */
  static List<AlertChanged> changes(List<Alert> before, List<Alert> after, Instant now) {
    var changes = new ArrayList<AlertChanged>();
    for (var alert : after) {
      var earlier = before.stream().filter(alert::isSameAs).findFirst();
      if (earlier.isEmpty() && !alert.isFiring()) {
        changes.add(new AlertChanged(alert.activeAt(), alert, AlertChange.PENDING));
      } else if (alert.isFiring() && earlier.filter(Alert::isFiring).isEmpty()) {
        changes.add(new AlertChanged(now, alert, AlertChange.FIRING));
      }
    }
    before.stream()
        .filter(alert -> alert.isFiring() && after.stream().noneMatch(alert::isSameAs))
        .forEach(alert -> changes.add(new AlertChanged(now, alert, AlertChange.RESOLVED)));
    return changes;
  }
}
