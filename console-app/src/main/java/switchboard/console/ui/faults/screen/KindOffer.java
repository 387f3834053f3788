package switchboard.console.ui.faults.screen;

import java.util.Objects;
import switchboard.console.fault.kind.FaultKind;

/**
 * A kind of fault among those to choose from.
 *
 * @param obstacle why it cannot be injected here, in a sentence; empty when it can
 */
record KindOffer(FaultKind kind, String obstacle) {
  KindOffer {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(obstacle);
  }

  boolean isPossible() {
    return obstacle.isEmpty();
  }

  /** What it does, or why it cannot be injected. */
  String description() {
    return isPossible() ? kind.description() : obstacle;
  }
}
