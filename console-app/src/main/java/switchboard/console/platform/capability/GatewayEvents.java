package switchboard.console.platform.capability;

import java.util.List;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.GatewayEvent;

/** The gateways say when they took replicas out and in. */
public interface GatewayEvents extends Capability {

  /**
   * The newest events of all gateways, those of each in order of time. Blocks; a failure when one
   * of them does not answer.
   */
  Outcome<List<GatewayEvent>> gatewayEvents();
}
