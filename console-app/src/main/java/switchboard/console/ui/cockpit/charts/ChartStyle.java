package switchboard.console.ui.cockpit.charts;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.Panel;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.text.Format;

/**
 * How the chart of a panel looks.
 *
 * @param headline the newest figure, in words
 * @param filled whether the area beneath its lines is tinted
 */
record ChartStyle(Function<PanelData, String> headline, boolean filled) {
  private static final ChartStyle SUM = new ChartStyle(data -> text(data, sum(data)), false);
  private static final ChartStyle IN_ALL =
      new ChartStyle(data -> sum(data).isPresent() ? text(data, sum(data)) + " in all" : "", false);

  /** By the panel's id; others show the sum of their lines. */
  private static final Map<String, ChartStyle> STYLES =
      Map.of(
          "latency",
          new ChartStyle(data -> latest(data, "p99"), false),
          "messages",
          new ChartStyle(data -> latest(data, "delivered"), true),
          "cpu",
          IN_ALL,
          "memory",
          IN_ALL);

  static ChartStyle of(Panel panel) {
    return STYLES.getOrDefault(panel.id(), SUM);
  }

  private static String latest(PanelData data, String name) {
    var latest =
        data.lines().stream()
            .filter(line -> line.name().equals(name))
            .findFirst()
            .map(Line::latest)
            .orElse(OptionalDouble.empty());
    return name + " " + text(data, latest);
  }

  private static OptionalDouble sum(PanelData data) {
    return data.lines().stream()
        .map(Line::latest)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .reduce(Double::sum);
  }

  private static String text(PanelData data, OptionalDouble value) {
    return value.isPresent()
        ? Format.figure(value.getAsDouble(), data.panel().unit()).toString()
        : Format.MISSING.toString();
  }
}
