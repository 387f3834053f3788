package switchboard.console.ui.chart;

import java.time.Instant;
import java.util.Optional;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.text.Format;

/** What stands inside a plot that has nothing current to show. */
final class StateText {
  static final String WAITING = "Waiting for data";

  private StateText() {}

  /** Empty when the lines speak for themselves. */
  static String of(Optional<PanelData> data, boolean empty, boolean noLineShown, boolean zoomed) {
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
}
