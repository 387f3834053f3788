package switchboard.console.platform.capability;

import java.util.function.Consumer;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;

/** Replicas can be limited in CPU and memory. */
public interface Limiting extends Capability {

  /** The limits that {@link #limit} takes. */
  Limits.Range limitsRange();

  /** What {@link #limit} cannot hold replicas to here and why, in sentences; empty for nothing. */
  default String limitsNote() {
    return "";
  }

  /** Whether another limit of CPU comes to replicas while they run; otherwise it replaces them. */
  boolean limitsCpuLive();

  /**
   * Limits every replica, and those to come. What can be changed while a replica runs, is; for the
   * rest replicas are restarted one at a time, each when the one before it is ready again. When one
   * does not become ready with the limits, it gets its former ones back and the change ends there.
   *
   * @param limits within {@link #limitsRange()}
   */
  Outcome<SystemState> limit(Limits limits, Consumer<Step> progress);
}
