package switchboard.console.ui.faults;

import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What lies over the cockpit until it is closed: by Esc, by its button, or by a click beside it.
 */
abstract class Overlay extends StackPane {
  private static final double MARGIN = 20;

  private final Runnable close;

  Overlay(String id, ObservableBooleanValue open, Runnable close) {
    this.close = close;
    setId(id);
    getStyleClass().add("scrim");
    visibleProperty().bind(open);
    setOnMousePressed(
        press -> {
          if (equals(press.getTarget())) {
            close.run();
          }
        });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            close.run();
            key.consume();
          }
        });
  }

  /** Fills it, with the content as large as the rest leaves it. */
  final void fill(HBox head, Node content, HBox foot, double width, double height) {
    head.getStyleClass().add("failures-head");
    foot.getStyleClass().add("failures-foot");
    VBox.setVgrow(content, Priority.ALWAYS);
    var box = new VBox(head, content, foot);
    box.getStyleClass().add("failures-box");
    box.setMaxSize(width, height);
    StackPane.setMargin(box, new Insets(MARGIN));
    getChildren().add(box);
  }

  final Button closeButton() {
    var button = new Button("", new FontIcon(Feather.X));
    button.setId(getId() + "-close");
    button.getStyleClass().addAll("flat", "button-icon");
    button.setAccessibleText("Close");
    button.setTooltip(new Tooltip("Close (Esc)"));
    button.setOnAction(click -> close.run());
    return button;
  }
}
