package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.faults.ResultSign;

/** A run in the history. */
final class RunCell extends ListCell<PastRun> {
  private final FontIcon icon = new FontIcon();
  private final Label name = label("", "history-headline");
  private final Label word = label("", "history-word");
  private final Label sentence = label("", "history-sentence");
  private final Label time = label("", "history-sentence");
  private final VBox content;

  RunCell() {
    getStyleClass().add("history-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    word.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(8, icon, name, spring(), word);
    head.setAlignment(Pos.BASELINE_LEFT);
    content = new VBox(2, head, sentence, time);
    // As wide as the list: what is longer is cut, and whole in the details.
    content.setMinWidth(0);
    content.setPrefWidth(0);
  }

  @Override
  protected void updateItem(PastRun run, boolean empty) {
    super.updateItem(run, empty);
    setGraphic(empty ? null : content);
    if (!empty) {
      show(run);
    }
  }

  private void show(PastRun run) {
    var result = run.result().verdict().result();
    var sign = ResultSign.of(result);
    icon.setIconCode(sign.icon());
    content.getStyleClass().setAll("history-verdict", sign.styleClass());
    name.setText(run.result().name());
    word.setText(result.word());
    sentence.setText(run.sentence());
    time.setText(run.time());
    setAccessibleText(
        run.result().name() + ", " + result.word() + ". " + run.sentence() + ". " + run.time());
  }
}
