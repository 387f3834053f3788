package switchboard.console.ui.cockpit.controls;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.TabularText;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.operation.ProgressRow;

/** The switch of what measures the whole cluster, and its figures. */
final class ClusterView extends VBox {
  private final ClusterModel model;
  private final CheckBox used = new CheckBox("Use " + ClusterModel.STACK);
  private final Button remove = new Button("Remove…");
  private final VBox lines = new VBox();

  ClusterView(ClusterModel model) {
    this.model = model;
    getStyleClass().add("settings");
    used.setId("use-stack");
    used.setOnAction(
        action -> {
          // It follows what there is, and not the click.
          used.setSelected(model.isUsed());
          model.turn();
        });
    var about = wrapped("", "hint");
    about.setId("stack-about");
    model.seenProperty().subscribe(seen -> about.setText(model.description()));
    lines.getStyleClass().add("cluster-lines");
    remove.setId("remove-stack");
    remove.getStyleClass().add("link-button");
    remove.setOnAction(action -> model.remove());
    getChildren()
        .addAll(
            used,
            about,
            new ProgressRow(model.operation(), "Cancel the current operation"),
            lines,
            DisabledReason.note("stack-note", model.noteProperty()),
            remove);
    model.seenProperty().subscribe(seen -> refresh());
    model.operation().progressProperty().subscribe(words -> refresh());
  }

  private void refresh() {
    used.setSelected(model.isUsed());
    used.setDisable(!model.isPossible());
    Visibility.set(remove, model.isOwn());
    remove.setDisable(!model.isPossible());
    lines.getChildren().setAll(model.lines().stream().map(ClusterView::row).toList());
    Visibility.set(lines, !lines.getChildren().isEmpty());
  }

  private static Node row(ClusterModel.Line line) {
    var value = new TabularText("setting-value");
    value.setText(line.value());
    var row = new HBox(8, label(line.name(), "setting-name"), spring(), value);
    row.setAlignment(Pos.BASELINE_LEFT);
    return row;
  }
}
