package switchboard.console.ui.shell;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.workspace.Screen;

/** The screens, one below the other at the window's left edge. */
final class Rail extends VBox {

  /**
   * @param shown the screen that is on, and that a click changes
   */
  Rail(List<Screen<?>> screens, ObjectProperty<Screen<?>> shown) {
    getStyleClass().add("rail");
    var group = new ToggleGroup();
    for (var screen : screens) {
      var button = new ToggleButton(screen.title(), new FontIcon(screen.icon()));
      button.setId("rail-" + screen.title().toLowerCase(java.util.Locale.ROOT));
      button.setContentDisplay(ContentDisplay.TOP);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setTooltip(new Tooltip(screen.title() + " (" + screen.keys().getDisplayText() + ")"));
      button.setToggleGroup(group);
      // Also when it is on already: a group would let a second click switch it off.
      button.setOnAction(click -> shown.set(screen));
      shown.subscribe(on -> button.setSelected(screen.equals(on)));
      button.selectedProperty().subscribe(is -> button.setSelected(screen.equals(shown.get())));
      getChildren().add(button);
    }
  }
}
