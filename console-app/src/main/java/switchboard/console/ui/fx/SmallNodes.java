package switchboard.console.ui.fx;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** Small nodes that every part of the window uses. */
public final class SmallNodes {
  private SmallNodes() {}

  public static Label label(String text, String... styleClasses) {
    var label = new Label(text);
    label.getStyleClass().addAll(styleClasses);
    return label;
  }

  /** A label that wraps instead of being cut. */
  public static Label wrapped(String text, String... styleClasses) {
    var label = label(text, styleClasses);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** A hint that does not change; no room is left for an empty one. */
  public static Label hint(String text) {
    var hint = wrapped(text, "hint");
    Visibility.set(hint, !text.isEmpty());
    return hint;
  }

  /** Nodes side by side, at the left and on one middle line. */
  public static HBox row(double gap, Node... nodes) {
    var row = new HBox(gap, nodes);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Gives the columns of a grid these shares of its width, and its one row all of its height. */
  public static void shares(GridPane grid, double... percents) {
    for (var percent : percents) {
      var column = new ColumnConstraints();
      column.setPercentWidth(percent);
      grid.getColumnConstraints().add(column);
    }
    var row = new RowConstraints();
    row.setVgrow(Priority.ALWAYS);
    grid.getRowConstraints().add(row);
  }

  /** A part of a screen that scrolls up and down where it has no room. */
  public static ScrollPane scrolled(Node content) {
    var pane = new ScrollPane(content);
    pane.setFitToWidth(true);
    pane.setFitToHeight(true);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.setFocusTraversable(false);
    pane.getStyleClass().add("cockpit-scroll");
    return pane;
  }

  /** A field of a form under its name, as wide as its neighbours in a row. */
  public static Node field(String id, String name, StringProperty property) {
    var input = new TextField();
    input.setId(id);
    input.setAccessibleText(name);
    input.textProperty().bindBidirectional(property);
    var field = new VBox(5, label(name, "setting-name"), input);
    field.setPrefWidth(0);
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  /** Takes the room that is left in a row. */
  public static Region spring() {
    var spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }
}
