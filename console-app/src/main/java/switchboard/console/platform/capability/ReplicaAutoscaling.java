package switchboard.console.platform.capability;

import java.util.Optional;
import switchboard.console.Outcome;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Platform;

/** The engine can choose the number of replicas. */
public interface ReplicaAutoscaling extends Capability {

  /**
   * Lets the engine choose the number of replicas or, when empty, the operator again. While it
   * does, {@link Platform#scale} is refused.
   */
  Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> desired);

  /** What chooses the number of replicas, as last seen; empty for the operator. Never blocks. */
  Optional<Autoscaler> autoscaler();
}
