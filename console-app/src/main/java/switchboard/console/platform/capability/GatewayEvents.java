package switchboard.console.platform.capability;

import java.time.Instant;
import java.util.List;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.GatewayEvent;

/** The gateways say when they took replicas out. */
public interface GatewayEvents extends Capability {

  /**
   * The events of all gateways, those of each in order of time; how many are kept is bounded.
   * Blocks; a failure when a gateway does not answer.
   *
   * @param since about; earlier ones may be among them
   */
  Outcome<List<GatewayEvent>> gatewayEvents(Instant since);

  /** Whether they also say when they took one in again. */
  boolean sayWhenTakenIn();
}
