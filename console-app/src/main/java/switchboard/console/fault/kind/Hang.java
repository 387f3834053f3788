package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.Map;
import switchboard.console.platform.BackendFault;

/** A freeze of a replica by itself, where its engine cannot pause it. */
record Hang(String target, Duration lasts) implements ReplicaFault {
  @Override
  public FaultKind type() {
    return Freeze.KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault("hang", Map.of(), lasts);
  }

  @Override
  public boolean isOutage() {
    return true;
  }

  @Override
  public String headline() {
    return asFreeze().headline();
  }

  @Override
  public String mark() {
    return asFreeze().mark();
  }

  private Freeze asFreeze() {
    return new Freeze(target, lasts);
  }
}
