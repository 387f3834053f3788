package switchboard.console.ui.faults.screen;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import switchboard.console.ui.faults.ObjectivesLine;
import switchboard.console.ui.faults.ObjectivesModel;
import switchboard.console.ui.faults.ObjectivesModel.Row;
import switchboard.console.verdict.ObjectiveResult;

/** What faults are judged by, and how the newest one met it. */
final class ObjectivesView extends VBox {
  private final VBox rows = new VBox(3);

  ObjectivesView(ObjectivesModel model) {
    setId("objectives");
    getStyleClass().addAll("card", "objectives");
    var head =
        row(8, label("Objectives", "section-name"), spring(), label("newest verdict", "muted"));
    getChildren().addAll(head, rows, new ObjectivesLine(model));
    model.rowsProperty().subscribe(this::show);
  }

  private void show(List<Row> all) {
    rows.getChildren().setAll(all.stream().map(ObjectivesView::line).toList());
  }

  private static Node line(Row objective) {
    var name = label(objective.objective().text(), "objective-name");
    name.setMinWidth(USE_PREF_SIZE);
    var found = wrapped(objective.result().map(ObjectiveResult::found).orElse("–"));
    found.getStyleClass().add("objective-found");
    objective
        .result()
        .ifPresent(result -> found.getStyleClass().add(result.state().word().replace(' ', '-')));
    found.setTextAlignment(TextAlignment.RIGHT);
    found.setAlignment(Pos.TOP_RIGHT);
    found.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(found, Priority.ALWAYS);
    return new HBox(10, name, found);
  }
}
