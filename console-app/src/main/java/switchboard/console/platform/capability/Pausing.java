package switchboard.console.platform.capability;

import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Instance;

/** The engine can freeze a replica: it is alive, and does nothing until it is resumed. */
public interface Pausing extends Capability {

  /**
   * Freezes a replica.
   *
   * @return the replica as it was
   */
  Outcome<Instance> pause(String replica);

  /**
   * Resumes a frozen replica.
   *
   * @return the replica as it was
   */
  Outcome<Instance> unpause(String replica);
}
