package switchboard.console.ui.faults.screen;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import switchboard.console.fault.Verdict;

/** The verdicts of this launch; the details of the selected one are shown beside. */
final class HistoryView extends VBox {
  private final ListView<Verdict> list;
  private boolean following;

  HistoryView(HistoryModel model) {
    getStyleClass().addAll("card", "history");
    var count = label("", "muted");
    count
        .textProperty()
        .bind(Bindings.size(model.verdicts()).map(size -> size + " of this launch"));
    var head = row(8, label("History", "section-name"), spring(), count);
    head.getStyleClass().add("history-head");
    list = new ListView<>(model.verdicts());
    list.setId("history");
    list.setAccessibleText("Verdicts, the newest first");
    list.setPlaceholder(label("No verdicts yet", "muted"));
    list.setCellFactory(view -> new HistoryCell());
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head, list);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            chosen -> {
              if (chosen != null && !following) {
                model.choose(chosen);
              }
            });
    model.shownProperty().subscribe(this::follow);
  }

  private void follow(Optional<Verdict> shown) {
    following = true;
    shown.ifPresentOrElse(
        list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
    following = false;
  }
}
