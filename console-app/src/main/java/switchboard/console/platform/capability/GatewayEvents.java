package switchboard.console.platform.capability;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /**
   * For how long at least a gateway leaves out what it has taken out, where it does not say when it
   * takes it in again; empty where it does.
   */
  Optional<Duration> leavesOutFor();
}
