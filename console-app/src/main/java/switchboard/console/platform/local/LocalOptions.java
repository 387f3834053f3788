package switchboard.console.platform.local;

import java.util.Objects;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.WellKnownPorts;

/** What an operator chooses for the launches on this machine. */
public record LocalOptions(WellKnownPorts ports, ReplicaHeap heap) {
  public static final LocalOptions DEFAULT =
      new LocalOptions(WellKnownPorts.DEFAULT, ReplicaHeap.DEFAULT);

  public LocalOptions {
    Objects.requireNonNull(ports);
    Objects.requireNonNull(heap);
  }
}
