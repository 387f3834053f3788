package switchboard.console.ui.faults.screen;

import java.util.Objects;

/**
 * What the button would do now.
 *
 * @param button what it says: "Slow backend-2"
 * @param consequence whom that reaches and what ends it, in sentences
 * @param obstacle why it cannot be done, in a sentence; empty when it can
 * @param warning what it would take from users altogether, in a sentence; empty for nothing
 */
record InjectionOffer(String button, String consequence, String obstacle, String warning) {
  InjectionOffer {
    Objects.requireNonNull(button);
    Objects.requireNonNull(consequence);
    Objects.requireNonNull(obstacle);
    Objects.requireNonNull(warning);
  }

  boolean isPossible() {
    return obstacle.isEmpty();
  }
}
