package switchboard.console.fault.kind;

import java.util.function.DoubleUnaryOperator;

/** How a range is laid out between the ends of a slider. */
public enum Scale {
  /** Equal steps add up. */
  LINEAR(value -> value, value -> value),
  /** Equal steps multiply, for positive ranges that span powers of ten. */
  LOGARITHMIC(Math::log, Math::exp),
  /** Finest around zero, for ranges that begin with zero or have it in the middle. */
  CUBIC(Math::cbrt, value -> value * value * value);

  private final DoubleUnaryOperator straighten;
  private final DoubleUnaryOperator bend;

  Scale(DoubleUnaryOperator straighten, DoubleUnaryOperator bend) {
    this.straighten = straighten;
    this.bend = bend;
  }

  /**
   * The value at a position.
   *
   * @param position 0 to 1
   */
  double value(double position, double least, double most) {
    double from = straighten.applyAsDouble(least);
    return bend.applyAsDouble(from + position * (straighten.applyAsDouble(most) - from));
  }

  /** The position of a value, 0 to 1. */
  double position(double value, double least, double most) {
    double from = straighten.applyAsDouble(least);
    return (straighten.applyAsDouble(value) - from) / (straighten.applyAsDouble(most) - from);
  }
}
