package switchboard.console.metrics.panel;

import java.util.OptionalDouble;

/**
 * One line of a chart: a value per instant of its {@link PanelData}, NaN where there is none.
 * Immutable.
 */
public final class Line {
  private final String name;
  private final double[] values;

  public Line(String name, double[] values) {
    this.name = name;
    this.values = values.clone();
  }

  public String name() {
    return name;
  }

  public int size() {
    return values.length;
  }

  /** NaN for a gap. */
  public double value(int index) {
    return values[index];
  }

  /** The value of the last instant, or of the one before it; empty when both are gaps. */
  public OptionalDouble latest() {
    for (int i = values.length - 1; i >= Math.max(0, values.length - 2); i--) {
      if (!Double.isNaN(values[i])) {
        return OptionalDouble.of(values[i]);
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * The values from an index on; gaps where there are none.
   *
   * @param first may be negative
   */
  Line between(int first, int count) {
    var some = new double[count];
    for (var i = 0; i < count; i++) {
      var index = first + i;
      some[i] = index >= 0 && index < values.length ? values[index] : Double.NaN;
    }
    return new Line(name, some);
  }

  /** The index of the last value, or -1 without any. */
  int lastIndex() {
    int last = values.length - 1;
    while (last >= 0 && Double.isNaN(values[last])) {
      last--;
    }
    return last;
  }
}
