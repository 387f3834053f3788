package switchboard.console.capacity;

import java.io.IOException;
import switchboard.console.Outcome;

/** Puts a load on a system for a window of time, and judges what came of it. */
@FunctionalInterface
public interface LoadTrial {

  /**
   * Blocks for as long as it takes.
   *
   * @param load of which the system is to carry as much as it can, in whole units
   * @param longer whether the window is longer, for more evidence
   * @return a failure when it could not be carried out
   */
  Outcome<TrialResult> at(int load, boolean longer) throws IOException, InterruptedException;
}
