package switchboard.console.ui.fx;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A {@link Summary} in a list. */
public final class SummaryCell<T> extends ListCell<T> {
  private final Function<T, Summary> summary;
  private final FontIcon icon = new FontIcon();
  private final Label headline = label("", "history-headline");
  private final Label word = label("", "history-word");
  private final Label sentence = label("", "history-sentence");
  private final Label note = label("", "history-sentence");
  private final VBox content;

  public SummaryCell(Function<T, Summary> summary) {
    this.summary = summary;
    getStyleClass().add("history-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    word.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(8, icon, headline, spring(), word);
    head.setAlignment(Pos.BASELINE_LEFT);
    content = new VBox(2, head, sentence, note);
    // As wide as the list: what is longer is cut, and whole in the details.
    content.setMinWidth(0);
    content.setPrefWidth(0);
  }

  @Override
  protected void updateItem(T item, boolean empty) {
    super.updateItem(item, empty);
    setGraphic(empty ? null : content);
    if (!empty) {
      show(summary.apply(item));
    }
  }

  private void show(Summary of) {
    icon.setIconCode(of.icon());
    content.getStyleClass().setAll("history-verdict", of.styleClass());
    headline.setText(of.headline());
    word.setText(of.word());
    sentence.setText(of.sentence());
    note.setText(of.note());
    Visibility.set(note, !of.note().isEmpty());
    setAccessibleText(of.accessibleText());
  }
}
