package switchboard.console.platform.capability;

import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Instance;

/** Replicas can be stopped and started one by one. */
public interface ReplicaLifecycle extends Capability {

  /**
   * Ends one replica gracefully; it stays in the system as {@link Instance.State#STOPPED}, until it
   * is started. Returns when it has ended.
   *
   * @return the replica as it was
   */
  Outcome<Instance> stopReplica(String replica);

  /**
   * Starts a replica that was stopped, or ended for good otherwise. Returns when it is on its way,
   * not when it is ready.
   *
   * @return the replica as it was
   */
  Outcome<Instance> startReplica(String replica);
}
