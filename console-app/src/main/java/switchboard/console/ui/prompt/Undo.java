package switchboard.console.ui.prompt;

import java.util.Objects;

/**
 * What takes back something that was done.
 *
 * @param words where it leads, as "back to 3 replicas"
 */
public record Undo(String words, Runnable action) {
  public Undo {
    Objects.requireNonNull(words);
    Objects.requireNonNull(action);
  }
}
