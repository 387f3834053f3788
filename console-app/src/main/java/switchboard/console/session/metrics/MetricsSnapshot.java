package switchboard.console.session.metrics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.metrics.panel.Readings;

/**
 * The metrics at one instant.
 *
 * @param panels the cockpit's charts in their order; empty while nothing is measured
 * @param readings which figures there are
 * @param values those figures
 * @param alerts those of the system's Prometheus that wait or fire; empty when they are not known
 */
public record MetricsSnapshot(
    List<PanelData> panels, Readings readings, ReadingValues values, Optional<List<Alert>> alerts) {
  public static final MetricsSnapshot NOTHING =
      new MetricsSnapshot(
          List.of(),
          Readings.forScrapesEvery(MetricsCollector.OF_PROMETHEUS),
          ReadingValues.NONE,
          Optional.empty());

  public MetricsSnapshot {
    panels = List.copyOf(panels);
    Objects.requireNonNull(readings);
    Objects.requireNonNull(values);
    alerts = alerts.map(List::copyOf);
  }
}
