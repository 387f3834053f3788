package switchboard.console.ui.loadtest;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.faults.ResultSign;

/** A load test in the history. */
final class LoadTestCell extends ListCell<PastLoadTest> {
  private final FontIcon icon = new FontIcon();
  private final Label name = label("", "history-headline");
  private final Label word = label("", "history-word");
  private final Label figures = label("", "history-sentence");
  private final Label time = label("", "history-sentence");
  private final VBox content;

  LoadTestCell() {
    getStyleClass().add("history-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    word.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(8, icon, name, spring(), word);
    head.setAlignment(Pos.BASELINE_LEFT);
    content = new VBox(2, head, figures, time);
    // As wide as the list: what is longer is cut, and whole in the middle.
    content.setMinWidth(0);
    content.setPrefWidth(0);
  }

  @Override
  protected void updateItem(PastLoadTest test, boolean empty) {
    super.updateItem(test, empty);
    setGraphic(empty ? null : content);
    if (!empty) {
      show(test);
    }
  }

  private void show(PastLoadTest test) {
    var outcomes = test.result().report().result();
    var sign = ResultSign.of(test.result().result());
    icon.setIconCode(sign.icon());
    content.getStyleClass().setAll("history-verdict", sign.styleClass());
    name.setText(test.name());
    word.setText(test.result().result().word());
    var p99 = outcomes.latencyMillis().p99();
    figures.setText(
        Format.figure(outcomes.requestsPerSecond(), Unit.COUNT)
            + " requests/s"
            + (p99 == null ? "" : " · p99 " + Format.figure(p99 / 1_000, Unit.SECONDS)));
    time.setText(test.time());
    setAccessibleText(
        String.join(". ", name.getText(), word.getText(), figures.getText(), time.getText()));
  }
}
