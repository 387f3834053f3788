package switchboard.console.fault;

import java.time.Duration;
import switchboard.console.Outcome;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Instance;

/** Does to a replica what a fault is made of. Each answers with the replica as it was. */
public interface Injector {
  Outcome<Instance> kill(String replica);

  Outcome<Instance> stop(String replica);

  Outcome<Instance> freeze(String replica, Duration lasts);

  /** Has a replica inject a fault into itself. */
  Outcome<Instance> begin(String replica, BackendFault fault);
}
