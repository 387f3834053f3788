package switchboard.console.ui.chart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.plot.TimeRange;
import switchboard.console.plot.ValueScale;
import switchboard.console.text.Unit;

/**
 * What is to be seen on a chart, in the window as in what is copied and saved.
 *
 * @param lines those that are not hidden
 * @param heat drawn instead of the lines
 * @param scale fitted to what is drawn
 * @param marks events in the range
 */
record Picture(
    PanelData data,
    List<Line> lines,
    Optional<Heatmap> heat,
    TimeRange range,
    ValueScale scale,
    List<Mark> marks) {

  /** Where a time is on a plot of that width. */
  double x(long timeMillis, double width) {
    return width * (timeMillis - range.start().toEpochMilli()) / (double) range.length().toMillis();
  }

  /**
   * A row for each instant, as RFC 4180 has it: the time in ISO 8601 and UTC, then each line's
   * value in the base unit that the header names; nothing where there is none.
   */
  String csv() {
    List<Line> columns = heat.map(map -> map.grid().lines()).orElse(lines);
    String unit = unit(heat.isPresent() ? Unit.PER_SECOND : data.panel().unit());
    String head =
        columns.stream()
            .map(line -> "," + quoted(line.name() + unit))
            .collect(Collectors.joining("", "time", "\r\n"));
    return range
        .indices(data)
        .mapToObj(index -> row(columns, index))
        .collect(Collectors.joining("", head, ""));
  }

  private String row(List<Line> columns, int index) {
    String time = Instant.ofEpochMilli(data.timeMillis(index)).toString();
    return columns.stream()
        .map(line -> line.value(index))
        .map(value -> Double.isNaN(value) ? "," : "," + value)
        .collect(Collectors.joining("", time, "\r\n"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case COUNT -> "";
      case PER_SECOND -> " (1/s)";
      case SECONDS -> " (s)";
      case CORES -> " (cores)";
      case BYTES -> " (B)";
      case PERCENT -> " (%)";
    };
  }
}
