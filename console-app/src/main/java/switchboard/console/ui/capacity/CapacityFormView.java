package switchboard.console.ui.capacity;

import static switchboard.console.ui.fx.SmallNodes.field;
import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Visibility;

/** What is looked for, and the buttons that start and stop the search. */
final class CapacityFormView extends VBox {
  private final CapacityFormModel form;

  CapacityFormView(CapacityModel model) {
    form = model.form();
    getStyleClass().addAll("card", "plan", "load-form");
    var minusOne = new CheckBox("Also with one replica fewer");
    minusOne.setId("capacity-minus-one");
    minusOne.selectedProperty().bindBidirectional(form.minusOneProperty());
    var warmUp = field("capacity-warm-up", "Warm-up", form.warmUpProperty());
    Visibility.when(warmUp, form.rateProperty().map(rate -> !rate));
    var objectives = wrapped("", "hint");
    objectives.textProperty().bind(model.objectivesProperty().map("Objectives: %s"::formatted));
    getChildren()
        .addAll(
            label("Capacity", "faults-title"),
            unit(),
            row(
                10,
                field("capacity-first", "First load", form.firstProperty()),
                field("capacity-max", "Max", form.mostProperty())),
            row(10, field("capacity-window", "Window", form.windowProperty()), warmUp),
            minusOne,
            objectives,
            buttons(model));
  }

  private Node unit() {
    var group = new ToggleGroup();
    var users = new RadioButton("In users");
    var rate = new RadioButton("In requests/s");
    users.setToggleGroup(group);
    rate.setToggleGroup(group);
    rate.setId("capacity-rate");
    form.rateProperty().subscribe(isRate -> group.selectToggle(isRate ? rate : users));
    rate.selectedProperty().subscribe(selected -> form.rateProperty().set(selected));
    return row(14, users, rate);
  }

  private static Node buttons(CapacityModel model) {
    var find = new Button("Find capacity", new FontIcon(Feather.TRENDING_UP));
    find.setId("find-capacity");
    find.getStyleClass().add("accent");
    find.setMinWidth(USE_PREF_SIZE);
    find.setOnAction(click -> model.start());
    find.disableProperty().bind(model.obstacleProperty().isNotEmpty());
    var stop = new Button("Stop", new FontIcon(Feather.SQUARE));
    stop.setId("stop-capacity");
    stop.getStyleClass().add("danger");
    stop.setMinWidth(USE_PREF_SIZE);
    stop.setAccessibleText("Stop looking for the capacity");
    stop.setOnAction(click -> model.stop());
    Visibility.when(find, model.runningProperty().map(running -> !running));
    Visibility.when(stop, model.runningProperty());
    var note = DisabledReason.note("capacity-obstacle", model.obstacleProperty());
    HBox.setHgrow(note, Priority.ALWAYS);
    var buttons = row(12, find, stop, note);
    buttons.setAlignment(Pos.CENTER_LEFT);
    return buttons;
  }
}
