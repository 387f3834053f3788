package switchboard.console.ui.fx;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/** The reason why a control is disabled, shown in its place. */
public final class DisabledReason {
  private DisabledReason() {}

  /**
   * A note that is there while there is an obstacle.
   *
   * @param why empty for none
   */
  public static Label note(String id, ObservableValue<String> why) {
    var note = wrapped("", "hint", "obstacle");
    note.setId(id);
    note.textProperty().bind(why);
    Visibility.when(note, why.map(words -> !words.isEmpty()));
    return note;
  }

  /**
   * The same as a tooltip. What is disabled shows none itself: the pointer does not reach it.
   *
   * @param why empty for none, in which case the control's own tooltip counts
   */
  public static StackPane around(Node control, ObservableValue<String> why) {
    var room = new StackPane(control);
    room.setMinSize(StackPane.USE_PREF_SIZE, StackPane.USE_PREF_SIZE);
    room.setMaxSize(StackPane.USE_PREF_SIZE, StackPane.USE_PREF_SIZE);
    var tooltip = new Tooltip();
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(420);
    tooltip.textProperty().bind(why);
    why.subscribe(
        words -> {
          if (words.isEmpty()) {
            Tooltip.uninstall(room, tooltip);
          } else {
            Tooltip.install(room, tooltip);
          }
        });
    room.managedProperty().bind(control.managedProperty());
    return room;
  }
}
