package switchboard.console.ui.cockpit.start;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;

import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import switchboard.console.platform.Destination;
import switchboard.console.ui.fx.Visibility;

/** The choice of a destination, and the confirmation of one that others may depend on. */
final class DestinationView extends VBox {
  DestinationView(DestinationModel model) {
    super(8);
    var choice = new ComboBox<>(model.places());
    choice.setId("destination");
    choice.setAccessibleText("Where to launch");
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Destination destination) {
            return destination == null ? "" : destination.name();
          }

          @Override
          public Destination fromString(String name) {
            return model.chosenProperty().get();
          }
        });
    choice.valueProperty().bindBidirectional(model.chosenProperty());
    HBox.setHgrow(choice, Priority.ALWAYS);
    var name = label("Context", "setting-name");
    name.setLabelFor(choice);
    name.setMinWidth(USE_PREF_SIZE);
    var row = row(12, name, choice);
    var confirm = new CheckBox();
    confirm.setId("confirm-destination");
    confirm.setWrapText(true);
    confirm.setMinHeight(USE_PREF_SIZE);
    confirm.textProperty().bind(model.chosenProperty().map(each -> "Launch in " + each.where()));
    confirm.selectedProperty().bindBidirectional(model.confirmedProperty());
    Visibility.when(confirm, model.chosenProperty().map(Destination::foreign).orElse(false));
    getChildren().addAll(row, confirm);
    Visibility.when(this, model.chosenProperty().map(each -> true).orElse(false));
  }
}
