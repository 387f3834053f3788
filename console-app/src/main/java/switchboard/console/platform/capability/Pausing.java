package switchboard.console.platform.capability;

import java.time.Duration;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Instance;

/** The engine can freeze a replica: it is alive, and does nothing until it is resumed. */
public interface Pausing extends Capability {

  /**
   * Freezes a replica. It does not stay frozen when the console dies, however it dies.
   *
   * @param lasts after which the console is going to resume it; soon after, it is resumed without
   *     the console
   * @return the replica as it was
   */
  Outcome<Instance> pause(String replica, Duration lasts);

  /**
   * Resumes a frozen replica.
   *
   * @return the replica as it was
   */
  Outcome<Instance> unpause(String replica);
}
