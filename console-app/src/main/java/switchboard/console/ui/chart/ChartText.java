package switchboard.console.ui.chart;

import java.time.Instant;
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

/** What a chart says of itself in words. */
final class ChartText {
  static final String WAITING = "Waiting for data";

  private ChartText() {}

  /**
   * What stands inside a plot that has nothing current to show; empty when the lines speak for
   * themselves.
   */
  static String state(
      Optional<PanelData> data, boolean empty, boolean noLineShown, boolean zoomed) {
    if (data.isEmpty()) {
      return WAITING;
    }
    return switch (data.get().status()) {
      case PanelStatus.Disconnected(Instant since, String reason) ->
          "Disconnected since " + Format.clock(since) + "\n" + reason;
      case PanelStatus.Rejected(String reason) -> "Query refused\n" + reason;
      case PanelStatus.NoData(Optional<Instant> since) ->
          since.map(last -> "No data since " + Format.clock(last)).orElse("No data yet");
      case PanelStatus.Current() -> current(data.get(), empty, noLineShown, zoomed);
    };
  }

  private static String current(
      PanelData data, boolean empty, boolean noLineShown, boolean zoomed) {
    if (!empty) {
      return "";
    }
    if (noLineShown && !data.lines().isEmpty()) {
      return "All series hidden: click one in the legend";
    }
    return zoomed ? "No values in this time: double-click to go back to now" : "No values yet";
  }

  /**
   * The text for screen readers: "CPU per replica: backend-1 0.35 cores, backend-2 no value; limit
   * 0.50 cores; throttled 43 %".
   */
  static String summary(Panel panel, Optional<PanelData> data) {
    if (data.isEmpty() || !(data.get().status() instanceof PanelStatus.Current)) {
      return panel.title() + ": " + state(data, true, false, false).replace('\n', ' ');
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
