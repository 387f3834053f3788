package switchboard.console.session;

import java.util.List;
import java.util.Objects;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.metrics.panel.Readings;

/**
 * The metrics at one instant.
 *
 * @param panels the cockpit's charts in their order; empty while nothing is measured
 * @param readings which figures there are
 * @param values those figures
 */
public record MetricsSnapshot(List<PanelData> panels, Readings readings, ReadingValues values) {
  static final MetricsSnapshot NOTHING =
      new MetricsSnapshot(
          List.of(), Readings.forScrapesEvery(MetricsCollector.OF_PROMETHEUS), ReadingValues.NONE);

  public MetricsSnapshot {
    panels = List.copyOf(panels);
    Objects.requireNonNull(readings);
    Objects.requireNonNull(values);
  }
}
