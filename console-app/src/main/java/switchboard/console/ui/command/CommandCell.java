package switchboard.console.ui.command;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.fx.Visibility;

/** One command: its icon, its title, what to know of it, its keys. */
final class CommandCell extends ListCell<Command> {
  private static final PseudoClass IMPOSSIBLE = PseudoClass.getPseudoClass("impossible");

  private final FontIcon icon = new FontIcon();
  private final Label title = label("", "command-title");
  private final Label hint = label("", "command-hint");
  private final Label keys = label("", "command-keys");
  private final HBox row = new HBox(12, icon, title, spring(), hint, keys);

  CommandCell() {
    getStyleClass().add("command-cell");
    row.setAlignment(Pos.CENTER_LEFT);
    title.setMinWidth(USE_PREF_SIZE);
    keys.setMinWidth(USE_PREF_SIZE);
    // No wider than the list: the hint is what gives way.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Command command, boolean empty) {
    super.updateItem(command, empty);
    pseudoClassStateChanged(IMPOSSIBLE, !empty && !command.possible());
    if (empty) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    icon.setIconCode(command.icon());
    title.setText(command.title());
    hint.setText(command.hint());
    keys.setText(command.keys().map(KeyCombination::getDisplayText).orElse(""));
    Visibility.set(keys, command.keys().isPresent());
    setAccessibleText(command.title() + ". " + command.hint());
    setGraphic(row);
  }
}
