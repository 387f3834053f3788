package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** An experiment in the list. */
final class ExperimentCell extends ListCell<ListedExperiment> {
  private final FontIcon icon = new FontIcon();
  private final Label name = label("", "history-headline");
  private final Label origin = label("", "history-word");
  private final Label description = label("", "history-sentence");
  private final VBox content;

  ExperimentCell() {
    getStyleClass().add("history-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    origin.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(8, icon, name, spring(), origin);
    head.setAlignment(Pos.BASELINE_LEFT);
    content = new VBox(2, head, description);
    // As wide as the list: what is longer is cut, and whole in the details.
    content.setMinWidth(0);
    content.setPrefWidth(0);
  }

  @Override
  protected void updateItem(ListedExperiment listed, boolean empty) {
    super.updateItem(listed, empty);
    setGraphic(empty ? null : content);
    if (!empty) {
      show(listed);
    }
  }

  private void show(ListedExperiment listed) {
    var right = listed.experiment().isPresent();
    icon.setIconCode(
        !right
            ? Feather.ALERT_TRIANGLE
            : listed.file().isPresent() ? Feather.FILE_TEXT : Feather.PACKAGE);
    content.getStyleClass().setAll("history-verdict", right ? "listed" : "invalid");
    name.setText(listed.name());
    origin.setText(right ? listed.origin() : "invalid");
    description.setText(listed.description());
    setAccessibleText(listed.name() + ", " + listed.origin() + ". " + listed.description());
  }
}
