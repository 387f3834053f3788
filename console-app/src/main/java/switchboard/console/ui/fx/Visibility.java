package switchboard.console.ui.fx;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Nodes that come and go; one that is gone takes no room. */
public final class Visibility {
  private Visibility() {}

  public static void set(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  public static void when(Node node, ObservableValue<Boolean> condition) {
    set(node, condition.getValue());
    condition.subscribe(shown -> set(node, shown));
  }
}
