package switchboard.console.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

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

  /** Takes the room that is left in a row. */
  public static Region spring() {
    var spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }
}
