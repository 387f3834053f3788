package switchboard.console.platform.capability;

import java.util.Set;
import switchboard.console.Outcome;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Instance;
import switchboard.console.platform.SelfReport;

/** Replicas can be told to inject faults into themselves. */
public interface BackendFaults extends Capability {

  /**
   * Starts a fault; it replaces an active one of its kind.
   *
   * @return the replica as it was, once it says that the fault is active
   */
  Outcome<Instance> begin(String replica, BackendFault fault);

  /** What a replica says of itself; fails when it does not answer. */
  Outcome<SelfReport> report(String replica);

  /**
   * Ends a fault before its time; no effect where it is not active.
   *
   * @param kind in the words of the backend, as in {@link BackendFault}
   * @return the replica, once it says that the fault is not active
   */
  Outcome<Instance> end(String replica, String kind);

  /** The kinds that are active on a replica, as it says itself. */
  Outcome<Set<String>> active(String replica);
}
