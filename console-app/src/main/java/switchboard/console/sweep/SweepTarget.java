package switchboard.console.sweep;

import switchboard.console.Outcome;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.SweepTrial;

/** What configurations are measured on. */
interface SweepTarget {

  /**
   * Measures one. Blocks for as long as that takes.
   *
   * @param number of the measurement, from 1
   * @return a failure when nothing can be measured here, whatever the configuration
   */
  Outcome<SweepTrial> measure(Configuration one, int number) throws InterruptedException;

  /** Ends the measurement under way; what it returns then is of no use. Any thread may call. */
  void abort();
}
