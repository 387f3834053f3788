package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.beans.binding.Bindings;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What came of the runs of this session; the selected one is shown in full. */
final class RunHistoryView extends VBox {
  private final ListView<PastRun> list;
  private boolean following;

  RunHistoryView(ExperimentsModel model) {
    getStyleClass().addAll("card", "history");
    var runs = model.history().runs();
    var count = label("", "muted");
    count.textProperty().bind(Bindings.size(runs).map(size -> size + " of this session"));
    var head = row(8, label("History", "section-name"), spring(), count);
    head.getStyleClass().add("history-head");
    list = new ListView<>(runs);
    list.setId("runs");
    list.setAccessibleText("Runs, the newest first");
    list.setPlaceholder(label("No runs yet", "muted"));
    list.setCellFactory(view -> new RunCell());
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head, list);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            chosen -> {
              if (chosen != null && !following) {
                model.show(chosen);
              }
            });
    model.shownProperty().subscribe(this::follow);
  }

  private void follow(ExperimentsModel.Shown shown) {
    following = true;
    switch (shown) {
      case ExperimentsModel.Shown.Result(PastRun run) -> list.getSelectionModel().select(run);
      case ExperimentsModel.Shown.Plan plan -> list.getSelectionModel().clearSelection();
      case ExperimentsModel.Shown.Running running -> list.getSelectionModel().clearSelection();
    }
    following = false;
  }
}
