package switchboard.console.ui.cockpit;

import java.util.Objects;

/**
 * A figure on a card.
 *
 * @param strained whether it is at a limit; the text says so too
 */
record CardLine(String text, boolean strained) {
  CardLine {
    Objects.requireNonNull(text);
  }

  static CardLine of(String text) {
    return new CardLine(text, false);
  }
}
