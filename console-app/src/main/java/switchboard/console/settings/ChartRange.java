package switchboard.console.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Time range of the charts. */
public enum ChartRange {
  /** What there is, up to a quarter of an hour: a young system is not shown in a corner. */
  AUTOMATIC("Automatic", Optional.empty()),
  ONE("Last minute", Optional.of(Duration.ofMinutes(1))),
  FIVE("Last 5 min", Optional.of(Duration.ofMinutes(5))),
  FIFTEEN("Last 15 min", Optional.of(Duration.ofMinutes(15))),
  THIRTY("Last 30 min", Optional.of(Duration.ofMinutes(30))),
  SIXTY("Last 60 min", Optional.of(Duration.ofMinutes(60)));

  private static final List<Duration> GROWING =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15));

  private final String words;
  private final Optional<Duration> fixed;

  ChartRange(String words, Optional<Duration> fixed) {
    this.words = words;
    this.fixed = fixed;
  }

  /**
   * How much that is at present.
   *
   * @param age of the system
   */
  public Duration span(Duration age) {
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
}
