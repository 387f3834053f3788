package switchboard.console.ui.chart;

/**
 * Maps a rate to one of {@value #LEVELS} colours. Each level reaches {@value #FACTOR} times as far
 * as the one below it: a few slow requests show beside very many fast ones.
 */
final class HeatScale {
  static final int LEVELS = 6;

  private static final int FACTOR = 4;

  /** None at all. */
  static final int NONE = -1;

  private static final double[] ROUND = {1, 2, 5, 10};

  private final double top;

  /**
   * @param highest rate that is shown; the scale ends at a round number above it
   */
  HeatScale(double highest) {
    top = round(highest);
  }

  private static double round(double highest) {
    if (!(highest > 0)) {
      return 1;
    }
    double decade = Math.pow(10, Math.floor(Math.log10(highest)));
    for (double nice : ROUND) {
      if (nice * decade >= highest) {
        return nice * decade;
      }
    }
    return 10 * decade;
  }

  /** Up to where a level reaches, per second. */
  double reach(int level) {
    return top / Math.pow(FACTOR, LEVELS - 1.0 - level);
  }

  /** {@link #NONE} for nothing and for a gap. */
  int level(double rate) {
    if (!(rate > 0)) {
      return NONE;
    }
    int level = 0;
    while (level < LEVELS - 1 && rate > reach(level)) {
      level++;
    }
    return level;
  }
}
