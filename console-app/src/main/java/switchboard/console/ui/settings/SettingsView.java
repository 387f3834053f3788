package switchboard.console.ui.settings;

import static switchboard.console.ui.fx.Labels.label;
import static switchboard.console.ui.fx.Labels.wrapped;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import switchboard.console.settings.Look;
import switchboard.console.ui.fx.Shown;

/** How the console looks, and where what runs on this machine is to be found. */
public final class SettingsView extends ScrollPane {
  private static final double WIDTH = 560;
  private static final double CONTROL_WIDTH = 150;

  public SettingsView(SettingsModel model) {
    setFitToWidth(true);
    setFocusTraversable(false);
    getStyleClass().add("settings-screen");
    var saved = label("Saved at once in " + model.path(), "hint");
    var all = new VBox(14, look(model), ports(model), saved);
    all.setMaxWidth(WIDTH);
    var page = new StackPane(all);
    page.getStyleClass().add("settings-page");
    StackPane.setAlignment(all, Pos.TOP_LEFT);
    setContent(page);
  }

  private static Node look(SettingsModel model) {
    var choice = new ComboBox<Look>();
    choice.setId("setting-look");
    choice.getItems().setAll(Look.values());
    choice.valueProperty().bindBidirectional(model.lookProperty());
    var grid = grid();
    row(grid, "Theme", choice);
    return card("WINDOW", grid);
  }

  private static Node ports(SettingsModel model) {
    var grid = grid();
    row(grid, "Chat", field("setting-gateway", model.gatewayProperty()));
    row(grid, "Simulator", field("setting-simulator", model.simulatorProperty()));
    row(grid, "Prometheus", field("setting-prometheus", model.prometheusProperty()));
    var mistake = wrapped("", "mistake");
    mistake.setId("setting-mistake");
    mistake.textProperty().bind(model.mistakeProperty());
    model.mistakeProperty().subscribe(text -> Shown.set(mistake, !text.isEmpty()));
    var usual = new Button("Usual ports");
    usual.setId("setting-usual");
    usual.setOnAction(click -> model.usualPorts());
    return card(
        "PORTS ON THIS MACHINE",
        wrapped(
            "From the next launch on, on loopback only. Where one is taken then, any free one is"
                + " used. Docker Compose has its own in compose/.env.",
            "hint"),
        grid,
        mistake,
        usual);
  }

  private static Node card(String title, Node... content) {
    var card = new VBox(10, label(title, "section-title"));
    card.getStyleClass().addAll("card", "settings-card");
    card.getChildren().addAll(content);
    return card;
  }

  private static GridPane grid() {
    var grid = new GridPane(16, 10);
    grid.setAlignment(Pos.CENTER_LEFT);
    return grid;
  }

  private static void row(GridPane grid, String name, Control control) {
    var words = label(name, "setting-name");
    words.setLabelFor(control);
    words.setMinWidth(Region.USE_PREF_SIZE);
    control.setAccessibleText(name);
    control.setPrefWidth(CONTROL_WIDTH);
    grid.addRow(grid.getRowCount(), words, control);
  }

  private static TextField field(String id, StringProperty text) {
    var field = new TextField();
    field.setId(id);
    field.textProperty().bindBidirectional(text);
    return field;
  }
}
