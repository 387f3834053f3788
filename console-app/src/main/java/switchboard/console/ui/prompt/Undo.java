package switchboard.console.ui.prompt;

import java.util.Objects;

/**
 * An action that undoes another.
 *
 * @param words what it does, such as "back to 3 replicas"
 */
public record Undo(String words, Runnable action) {
  public Undo {
    Objects.requireNonNull(words);
    Objects.requireNonNull(action);
  }
}
