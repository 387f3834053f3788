package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.BackendFault;
import switchboard.console.text.Durations;

/** A replica cannot reach the store. */
public record Cut(String target, Duration lasts) implements ReplicaFault {
  static final FaultKind KIND =
      new FaultKind(
          "cut",
          "Cut",
          "Cut %s off the store",
          "It cannot reach the store",
          "The replica ends it after the duration.",
          List.of(),
          true,
          List.of(Way.BY_REPLICA),
          (target, none, lasts, seed) -> new Cut(target, lasts));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault("cutStore", Map.of(), lasts);
  }

  @Override
  public boolean isOutage() {
    return true;
  }

  @Override
  public String headline() {
    return "Cut " + target + " off the store for " + Durations.text(lasts);
  }

  @Override
  public String mark() {
    return "cut " + target + " off the store";
  }
}
