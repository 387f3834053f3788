package switchboard.console.sweep;

import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.SweepTrial;

/** Follows a sweep. Called on its thread; must return quickly. */
public interface SweepListener {

  /**
   * A measurement begins.
   *
   * @param number from 1
   */
  void begins(Configuration one, int number);

  /** A measurement has ended, and is kept. */
  void ended(SweepTrial trial);
}
