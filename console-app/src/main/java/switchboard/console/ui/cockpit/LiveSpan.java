package switchboard.console.ui.cockpit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import switchboard.console.metrics.History;
import switchboard.console.metrics.Line;
import switchboard.console.metrics.PanelData;

/** How much of the past is shown: all that is kept, but a young system is not shown in a corner. */
final class LiveSpan {
  private static final List<Duration> SPANS =
      List.of(
          Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5), History.RETENTION);

  private LiveSpan() {}

  /**
   * @param age of the system
   */
  static Duration of(Duration age) {
    return SPANS.stream()
        .filter(span -> age.compareTo(span) < 0)
        .findFirst()
        .orElse(History.RETENTION);
  }

  /** The end of it, or all when it is not longer. */
  static PanelData last(PanelData data, Duration span) {
    var instants = (int) span.dividedBy(data.step()) + 1;
    var left = data.instants() - instants;
    if (left <= 0) {
      return data;
    }
    return new PanelData(
        data.panel(),
        data.start().plus(data.step().multipliedBy(left)),
        data.step(),
        instants,
        data.lines().stream().map(line -> last(line, left)).toList(),
        data.limit().map(line -> last(line, left)),
        data.strain().map(line -> last(line, left)),
        data.status());
  }

  private static Line last(Line line, int left) {
    var values = new double[line.size() - left];
    Arrays.setAll(values, i -> line.value(left + i));
    return new Line(line.name(), values);
  }
}
