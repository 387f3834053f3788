package switchboard.console.ui.cockpit;

import java.util.Objects;

/**
 * A figure on a card.
 *
 * @param brief the same where there is no room for it
 * @param strained whether it is at a limit; the text says so too
 */
record CardLine(String text, String brief, boolean strained) {
  CardLine {
    Objects.requireNonNull(text);
    Objects.requireNonNull(brief);
  }

  static CardLine of(String text) {
    return new CardLine(text, text, false);
  }

  /** At a limit. */
  static CardLine strained(String text) {
    return new CardLine(text, text, true);
  }
}
