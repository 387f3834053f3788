package switchboard.console.platform;

import java.util.Objects;

/** What undoes a fault. */
public sealed interface Remedy {

  /** The instance is frozen, and has to be unfrozen. */
  record Unfreeze() implements Remedy {}

  /** The replica was stopped, and has to be started. */
  record Start() implements Remedy {}

  /**
   * The replica injected the fault into itself, and has to be told to end it before its time.
   *
   * @param kind in the words of the backend, as in {@link BackendFault}
   */
  record End(String kind) implements Remedy {
    public End {
      Objects.requireNonNull(kind);
    }
  }
}
