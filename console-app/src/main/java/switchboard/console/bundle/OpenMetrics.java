package switchboard.console.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;

/**
 * Samples with their times as text, as {@code promtool tsdb create-blocks-from openmetrics} takes
 * it. Source: the OpenMetrics specification 1.0, section "Text format".
 */
final class OpenMetrics {
  static final String END = "# EOF\n";
  private static final double MILLIS_PER_SECOND = 1e3;

  private final UnaryOperator<String> redaction;

  /**
   * @param redaction of labels' values
   */
  OpenMetrics(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  /** Adds samples; each series goes on where it ended. */
  void write(List<Series> series, OutputStream to) throws IOException {
    for (var each : series) {
      var name = name(OwnLabels.of(each.labels(), redaction));
      for (var i = 0; i < each.size(); i++) {
        to.write(
            (name
                    + ' '
                    + value(each.value(i))
                    + ' '
                    + each.timeMillis(i) / MILLIS_PER_SECOND
                    + '\n')
                .getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String name(Labels labels) {
    var others =
        labels.toMap().entrySet().stream()
            .filter(each -> !each.getKey().equals(Labels.NAME))
            .map(OpenMetrics::pair)
            .collect(Collectors.joining(","));
    return labels.metric() + (others.isEmpty() ? "" : '{' + others + '}');
  }

  private static String pair(Map.Entry<String, String> label) {
    var value = label.getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return label.getKey() + "=\"" + value + '"';
  }

  private static String value(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
  }
}
