package switchboard.console.ui.workspace;

import java.util.List;
import java.util.OptionalInt;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.command.Command;

/** The model of a screen on one platform, which works also while another screen is shown. */
public interface ScreenModel {

  /** Follows the system. */
  default void show(Snapshot newest) {}

  /**
   * What the palette offers, beside the screen's own controls.
   *
   * @param number that was typed, for what takes one
   */
  default List<Command> commands(OptionalInt number) {
    return List.of();
  }

  /** Gives up every change that is under way: the system is about to stop. */
  default void cancel() {}
}
