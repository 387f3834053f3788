package switchboard.console.ui.chart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.text.Unit;

/**
 * The visible part of a chart's data, for export.
 *
 * @param first index of the first instant in the range
 * @param heat what is shown instead of the lines
 * @param count how many instants of {@code data} are in the range
 * @param marks events in the range
 */
public record Excerpt(
    PanelData data,
    List<Line> lines,
    Optional<Heatmap> heat,
    int first,
    int count,
    List<Mark> marks,
    TimeRange range) {

  static Excerpt of(
      PanelData data, List<Line> lines, Optional<Heatmap> heat, List<Mark> marks, TimeRange range) {
    int first = 0;
    while (first < data.instants() && data.timeMillis(first) < range.start().toEpochMilli()) {
      first++;
    }
    int end = first;
    while (end < data.instants() && data.timeMillis(end) <= range.end().toEpochMilli()) {
      end++;
    }
    return new Excerpt(data, lines, heat, first, end - first, marks, range);
  }

  /**
   * A row for each instant, as RFC 4180 has it: the time in ISO 8601 and UTC, then each line's
   * value in the base unit that the header names; nothing where there is none.
   */
  public String csv() {
    List<Line> columns = heat.map(map -> map.grid().lines()).orElse(lines);
    String unit = unit(heat.isPresent() ? Unit.PER_SECOND : data.panel().unit());
    String head =
        columns.stream()
            .map(line -> "," + quoted(line.name() + unit))
            .collect(Collectors.joining("", "time", "\r\n"));
    return IntStream.range(first, first + count)
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
