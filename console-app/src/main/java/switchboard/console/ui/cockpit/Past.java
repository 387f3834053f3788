package switchboard.console.ui.cockpit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import switchboard.console.metrics.Line;
import switchboard.console.metrics.LivePanel;
import switchboard.console.metrics.PanelData;

/** How much of the past the charts show. */
enum Past {
  /** What there is, up to a quarter of an hour: a young system is not shown in a corner. */
  AUTOMATIC("Automatic", Optional.empty()),
  ONE("Last minute", Optional.of(Duration.ofMinutes(1))),
  FIVE("Last 5 min", Optional.of(Duration.ofMinutes(5))),
  FIFTEEN("Last 15 min", Optional.of(Duration.ofMinutes(15))),
  SIXTY("Last 60 min", Optional.of(LivePanel.SPAN));

  private static final List<Duration> GROWING =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15));

  private final String words;
  private final Optional<Duration> fixed;

  Past(String words, Optional<Duration> fixed) {
    this.words = words;
    this.fixed = fixed;
  }

  /**
   * @param age of the system
   */
  Duration span(Duration age) {
    return fixed.orElseGet(
        () ->
            GROWING.stream()
                .filter(span -> age.compareTo(span) < 0)
                .findFirst()
                .orElse(GROWING.getLast()));
  }

  @Override
  public String toString() {
    return words;
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
