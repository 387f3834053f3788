package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.wrapped;

import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

/** What a stop shall do besides ending the system. */
final class StopView extends VBox {
  StopView(LifecycleModel model) {
    getStyleClass().add("settings");
    var delete = new CheckBox("Delete the stored messages too");
    delete.setId("delete-data");
    delete.selectedProperty().bindBidirectional(model.deleteDataProperty());
    getChildren().addAll(delete, wrapped("Otherwise the next launch finds them again.", "hint"));
  }
}
