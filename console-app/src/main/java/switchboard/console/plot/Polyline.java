package switchboard.console.plot;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import switchboard.console.metrics.panel.Line;

/**
 * A line as it is drawn: points in pixels, in pieces parted by gaps. Of the many values that fall
 * into one column of pixels only the first, the lowest, the highest and the last are kept, which
 * looks the same and costs no more than the plot is wide.
 */
public final class Polyline {
  private double[] xs = new double[256];
  private double[] ys = new double[256];
  private int size;

  /** Receives the pieces, whose arrays are valid only during the call. */
  public interface Pen {
    void piece(double[] xs, double[] ys, int points);
  }

  /**
   * Turns time and value into pixels.
   *
   * @param yPerPlace pixels for 1 of what {@code place} makes of a value
   * @param place never falls while the value rises
   */
  public record Scale(
      double xAtFirst,
      double xPerInstant,
      double yAtBottom,
      double yPerPlace,
      DoubleUnaryOperator place) {
    public double x(int index) {
      return xAtFirst + index * xPerInstant;
    }

    public double y(double value) {
      return yAtBottom + place.applyAsDouble(value) * yPerPlace;
    }
  }

  /** Draws the values from one index up to, not including, another. */
  public void trace(Line line, int from, int to, Scale scale, Pen pen) {
    size = 0;
    int index = from;
    while (index < to) {
      if (Double.isNaN(line.value(index))) {
        flush(pen);
        index++;
      } else {
        index = column(line, index, to, scale);
      }
    }
    flush(pen);
  }

  /**
   * Adds what shares the first value's column of pixels, up to a gap, and returns the index after
   * it.
   */
  private int column(Line line, int from, int to, Scale scale) {
    double column = Math.floor(scale.x(from));
    int lowest = from;
    int highest = from;
    int next = from + 1;
    while (next < to && !Double.isNaN(line.value(next)) && Math.floor(scale.x(next)) == column) {
      lowest = line.value(next) < line.value(lowest) ? next : lowest;
      highest = line.value(next) > line.value(highest) ? next : highest;
      next++;
    }
    int last = next - 1;
    add(line, from, scale);
    addInside(line, Math.min(lowest, highest), from, last, scale);
    if (lowest != highest) {
      addInside(line, Math.max(lowest, highest), from, last, scale);
    }
    if (last != from) {
      add(line, last, scale);
    }
    return next;
  }

  private void addInside(Line line, int index, int first, int last, Scale scale) {
    if (index != first && index != last) {
      add(line, index, scale);
    }
  }

  private void add(Line line, int index, Scale scale) {
    if (size == xs.length) {
      xs = Arrays.copyOf(xs, 2 * size);
      ys = Arrays.copyOf(ys, 2 * size);
    }
    xs[size] = scale.x(index);
    ys[size++] = scale.y(line.value(index));
  }

  private void flush(Pen pen) {
    if (size > 0) {
      pen.piece(xs, ys, size);
      size = 0;
    }
  }
}
