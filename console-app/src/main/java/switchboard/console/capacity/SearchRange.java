package switchboard.console.capacity;

/**
 * Where a capacity is looked for, and how closely.
 *
 * @param first the load of the first trial
 * @param least no smaller load is tried
 * @param most no larger load is tried
 */
public record SearchRange(int first, int least, int most) {
  /** How close the ends come where windows agree, as a share of the upper one. */
  public static final double PRECISION = 0.05;

  /** Windows that have to agree at each end. */
  public static final int WINDOWS = 3;

  public SearchRange {
    if (least < 1 || first < least || most < first) {
      throw new IllegalArgumentException(
          "first is " + first + "; expected " + Math.max(1, least) + " to " + most);
    }
  }

  /** The same, beginning elsewhere: as near as it can. */
  SearchRange from(int wanted) {
    return new SearchRange(Math.clamp(wanted, least, most), least, most);
  }

  /** How far apart two ends may be. */
  static int gap(int upper) {
    return Math.max(1, (int) (PRECISION * upper));
  }
}
