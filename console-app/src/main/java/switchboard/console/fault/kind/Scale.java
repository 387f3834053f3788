package switchboard.console.fault.kind;

/** How a range is laid out between the ends of a slider. */
public enum Scale {
  /** Equal steps add up. */
  LINEAR {
    @Override
    double straight(double value) {
      return value;
    }

    @Override
    double bent(double straight) {
      return straight;
    }
  },
  /** Equal steps multiply, for positive ranges that span powers of ten. */
  LOGARITHMIC {
    @Override
    double straight(double value) {
      return Math.log(value);
    }

    @Override
    double bent(double straight) {
      return Math.exp(straight);
    }
  },
  /** Finest around zero, for ranges that begin with zero or have it in the middle. */
  CUBIC {
    @Override
    double straight(double value) {
      return Math.cbrt(value);
    }

    @Override
    double bent(double straight) {
      return straight * straight * straight;
    }
  };

  /** A value as a place on a straight line. */
  abstract double straight(double value);

  /** The value of a place on the straight line. */
  abstract double bent(double straight);

  /**
   * The value at a position.
   *
   * @param position 0 to 1
   */
  double value(double position, double least, double most) {
    double from = straight(least);
    return bent(from + position * (straight(most) - from));
  }

  /** The position of a value, 0 to 1. */
  double position(double value, double least, double most) {
    double from = straight(least);
    return (straight(value) - from) / (straight(most) - from);
  }
}
