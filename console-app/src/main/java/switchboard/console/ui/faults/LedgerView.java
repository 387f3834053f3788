package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.geometry.Insets;
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

/** The detection ledger of a fault over the cockpit. */
public final class LedgerView extends StackPane {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 580;

  private final LedgerModel model;

  public LedgerView(LedgerModel model) {
    this.model = model;
    setId("ledger");
    getStyleClass().add("scrim");
    visibleProperty().bind(model.openProperty());
    var table = new LedgerTable(model);
    VBox.setVgrow(table, Priority.ALWAYS);
    var noticed = label("", "muted");
    noticed.textProperty().bind(model.noticedProperty());
    var foot =
        new HBox(
            14,
            noticed,
            spring(),
            label("No figure is finer than the clock that gave it · Esc closes", "muted"));
    foot.getStyleClass().add("failures-foot");
    var box = new VBox(head(), table, foot);
    box.getStyleClass().add("failures-box");
    box.setMaxSize(WIDTH, HEIGHT);
    StackPane.setMargin(box, new Insets(20));
    getChildren().add(box);
    setOnMousePressed(
        press -> {
          if (press.getTarget() == this) {
            model.close();
          }
        });
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    model
        .openProperty()
        .subscribe(
            open -> {
              if (open) {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
              }
            });
  }

  private HBox head() {
    var title = label("", "failures-title");
    title.textProperty().bind(model.titleProperty());
    var close = new Button("", new FontIcon(Feather.X));
    close.setId("ledger-close");
    close.getStyleClass().addAll("flat", "button-icon");
    close.setAccessibleText("Close");
    close.setTooltip(new Tooltip("Close (Esc)"));
    close.setOnAction(click -> model.close());
    var head = row(10, title, spring(), close);
    head.getStyleClass().add("failures-head");
    return head;
  }

  private void key(KeyEvent key) {
    if (key.getCode() == KeyCode.ESCAPE) {
      model.close();
      key.consume();
    }
  }
}
