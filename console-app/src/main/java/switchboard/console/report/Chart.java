package switchboard.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.text.Unit;

/**
 * What one of the cockpit's charts showed in the course of a run. A gap is null in JSON and NaN
 * here.
 *
 * @param unit of all values
 * @param startedAt the instant of the first value, ISO 8601, UTC
 * @param stepSeconds from a value to the next
 * @param lines each with as many values as the others
 * @param limit the lowest of all instances; absent where there is none
 * @param throttledPercent the share of CPU periods in which an instance was throttled, of the one
 *     that was most; absent where it is not known
 * @param filled whether the area beneath the lines is tinted
 */
public record Chart(
    String id,
    String title,
    Unit unit,
    String startedAt,
    double stepSeconds,
    List<Line> lines,
    Line limit,
    Line throttledPercent,
    boolean filled) {
  /** Half an hour and more of a value a second; of a longer time, the extremes are kept. */
  static final int MAX_POINTS = 2_000;

  private static final double MILLIS_PER_SECOND = 1e3;

  public Chart {
    lines = List.copyOf(lines);
  }

  static Chart of(PanelData data) {
    var span = span(data.instants());
    return new Chart(
        data.panel().id(),
        data.panel().title(),
        data.panel().unit(),
        data.start().toString(),
        data.step().toMillis() / MILLIS_PER_SECOND * (span == 1 ? 1 : span / 2.0),
        data.lines().stream().filter(Chart::hasValue).map(line -> bounded(line, span)).toList(),
        data.limit().filter(Chart::hasValue).map(line -> bounded(line, span)).orElse(null),
        data.strain().filter(Chart::hasValue).map(line -> bounded(line, span)).orElse(null),
        data.panel().filled());
  }

  /** How many values become two: one stays one. */
  private static int span(int instants) {
    return instants <= MAX_POINTS ? 1 : Math.ceilDiv(instants, MAX_POINTS / 2);
  }

  /** Of each group of values the lowest and the highest, in the order in which they came. */
  private static Line bounded(Line line, int span) {
    if (span == 1) {
      return line;
    }
    var values = new double[2 * Math.ceilDiv(line.size(), span)];
    Arrays.fill(values, Double.NaN);
    for (var i = 0; i < values.length / 2; i++) {
      var lowest = -1;
      var highest = -1;
      for (var at = i * span; at < Math.min((i + 1) * span, line.size()); at++) {
        if (!Double.isNaN(line.value(at))) {
          lowest = lowest < 0 || line.value(at) < line.value(lowest) ? at : lowest;
          highest = highest < 0 || line.value(at) > line.value(highest) ? at : highest;
        }
      }
      if (lowest >= 0) {
        values[2 * i] = line.value(Math.min(lowest, highest));
        values[2 * i + 1] = line.value(Math.max(lowest, highest));
      }
    }
    return new Line(line.name(), values);
  }

  private static boolean hasValue(Line line) {
    for (var i = 0; i < line.size(); i++) {
      if (!Double.isNaN(line.value(i))) {
        return true;
      }
    }
    return false;
  }

  /** The instant of the first value. */
  Instant start() {
    return Instant.parse(startedAt);
  }

  Duration step() {
    return Duration.ofMillis(Math.round(stepSeconds * MILLIS_PER_SECOND));
  }

  /** From the first value to the last. */
  Duration length() {
    return step().multipliedBy(Math.max(1, points() - 1));
  }

  private int points() {
    return lines.isEmpty() ? 0 : lines.getFirst().size();
  }

  /** The largest of a line's values; NaN for one without any. */
  static double highest(Line line) {
    var highest = Double.NaN;
    for (var i = 0; i < line.size(); i++) {
      highest = line.value(i) > highest || Double.isNaN(highest) ? line.value(i) : highest;
    }
    return highest;
  }
}
