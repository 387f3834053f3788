package switchboard.console.ui.load;

import static switchboard.console.ui.fx.SmallNodes.row;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import switchboard.console.ui.capacity.CapacityView;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.loadtest.LoadTestView;

/** Load tests or the search for a capacity, whichever is chosen at the top. */
public final class LoadView extends VBox {

  /** Shows what the model has. */
  public LoadView(LoadModel model, Palette palette) {
    getStyleClass().add("load-screen");
    var tests = new LoadTestView(model.tests(), palette);
    var capacity = new CapacityView(model.capacity());
    Visibility.when(tests, model.showsCapacityProperty().map(shown -> !shown));
    Visibility.when(capacity, model.showsCapacityProperty());
    var content = new StackPane(tests, capacity);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(choice(model), content);
  }

  private static Node choice(LoadModel model) {
    var group = new ToggleGroup();
    var tests = new ToggleButton("Load test");
    var capacity = new ToggleButton("Capacity");
    tests.setId("show-load-tests");
    capacity.setId("show-capacity");
    tests.getStyleClass().add("left-pill");
    capacity.getStyleClass().add("right-pill");
    tests.setToggleGroup(group);
    capacity.setToggleGroup(group);
    model.showsCapacityProperty().subscribe(shown -> group.selectToggle(shown ? capacity : tests));
    // A click on what is chosen already would leave nothing chosen.
    tests.setOnAction(click -> choose(model, group, false, tests));
    capacity.setOnAction(click -> choose(model, group, true, capacity));
    var choice = row(0, tests, capacity);
    choice.getStyleClass().add("load-choice");
    return choice;
  }

  private static void choose(
      LoadModel model, ToggleGroup group, boolean ofCapacity, ToggleButton chosen) {
    group.selectToggle(chosen);
    model.showsCapacityProperty().set(ofCapacity);
  }
}
