package switchboard.console.ui.chart;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.Panel;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.fx.Throttling;

/**
 * The text of a chart for screen readers: "CPU per replica: backend-1 0.35 cores, backend-2 no
 * value; limit 0.50 cores; throttled 43 %".
 */
final class Summary {
  private Summary() {}

  static String of(Panel panel, Optional<PanelData> data) {
    if (data.isEmpty() || !(data.get().status() instanceof PanelStatus.Current)) {
      return panel.title() + ": " + StateText.of(data, true, false, false).replace('\n', ' ');
    }
    String values =
        data.get().lines().stream()
            .map(line -> line.name() + " " + latest(line, panel.unit()))
            .collect(Collectors.joining(", "));
    String limit =
        data.get().limit().map(line -> "; limit " + latest(line, panel.unit())).orElse("");
    String strain =
        data.get()
            .strain()
            .map(Line::latest)
            .flatMap(Throttling::words)
            .map(words -> "; " + words)
            .orElse("");
    return panel.title() + ": " + values + limit + strain;
  }

  private static String latest(Line line, Unit unit) {
    OptionalDouble latest = line.latest();
    return latest.isPresent() ? Format.figure(latest.getAsDouble(), unit).toString() : "no value";
  }
}
