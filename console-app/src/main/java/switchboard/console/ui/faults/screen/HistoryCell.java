package switchboard.console.ui.faults.screen;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.fault.Verdict;
import switchboard.console.ui.faults.ResultSign;

/** A verdict in a few words. */
final class HistoryCell extends ListCell<Verdict> {
  private final FontIcon icon = new FontIcon();
  private final Label headline = label("", "history-headline");
  private final Label word = label("", "history-word");
  private final Label sentence = label("", "history-sentence");
  private final VBox content;

  HistoryCell() {
    getStyleClass().add("history-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    word.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(8, icon, headline, spring(), word);
    head.setAlignment(Pos.BASELINE_LEFT);
    content = new VBox(2, head, sentence);
    // As wide as the list: what is longer is cut, and whole in the details.
    content.setMinWidth(0);
    content.setPrefWidth(0);
  }

  @Override
  protected void updateItem(Verdict verdict, boolean empty) {
    super.updateItem(verdict, empty);
    setGraphic(empty ? null : content);
    if (!empty) {
      show(verdict);
    }
  }

  private void show(Verdict verdict) {
    var sign = ResultSign.of(verdict.result());
    icon.setIconCode(sign.icon());
    content.getStyleClass().setAll("history-verdict", sign.styleClass());
    headline.setText(verdict.fault().headline());
    word.setText(verdict.result().word());
    sentence.setText(verdict.reasons().stream().findFirst().orElseGet(verdict::sentence));
    setAccessibleText(verdict.headline() + ". " + sentence.getText());
  }
}
