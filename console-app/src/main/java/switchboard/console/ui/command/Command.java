package switchboard.console.ui.command;

import java.util.Objects;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/**
 * An action in the palette.
 *
 * @param title what it does, such as "Kill backend-2"; matched against what is typed
 * @param hint what to know before; or why it cannot be done now
 * @param keys that do the same without the palette
 */
public record Command(
    Feather icon,
    String title,
    String hint,
    Optional<KeyCombination> keys,
    boolean possible,
    Runnable action) {

  public Command {
    Objects.requireNonNull(icon);
    Objects.requireNonNull(title);
    Objects.requireNonNull(hint);
    Objects.requireNonNull(keys);
    Objects.requireNonNull(action);
  }

  public static Command of(Feather icon, String title, String hint, Runnable action) {
    return new Command(icon, title, hint, Optional.empty(), true, action);
  }

  public Command withKeys(KeyCombination combination) {
    return new Command(icon, title, hint, Optional.of(combination), possible, action);
  }

  /** The same, but impossible where there is something against it, which the hint then says. */
  public Command unless(String obstacle) {
    return obstacle.isEmpty() ? this : new Command(icon, title, obstacle, keys, false, action);
  }

  /** The same where it may not be possible at present, in which case the hint says why. */
  public Command when(boolean isPossible) {
    return new Command(icon, title, hint, keys, isPossible, action);
  }
}
