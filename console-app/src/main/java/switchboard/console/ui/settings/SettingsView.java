package switchboard.console.ui.settings;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.settings.ChartRange;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.settings.ScrapeInterval;
import switchboard.console.settings.SecondInstancePolicy;
import switchboard.console.settings.ThemePreference;
import switchboard.console.ui.fx.Visibility;

/** How the console looks, measures, asks and saves, and where it finds what runs here. */
public final class SettingsView extends ScrollPane {
  private static final double WIDTH = 560;
  private static final double GAP = 14;
  private static final double CONTROL_WIDTH = 150;

  public SettingsView(SettingsModel model) {
    setFitToWidth(true);
    setFocusTraversable(false);
    getStyleClass().add("settings-screen");
    var saved = label("Saved immediately in " + model.path(), "hint");
    var page =
        new FlowPane(
            GAP,
            GAP,
            column(window(model), measuring(model), questions(model)),
            column(folder(model), ports(model), memory(model), saved));
    page.getStyleClass().add("settings-page");
    setContent(page);
  }

  /** Beside the other one where there is room. */
  private static Node column(Node... cards) {
    var column = new VBox(GAP, cards);
    column.setPrefWidth(WIDTH);
    return column;
  }

  private static Node window(SettingsModel model) {
    var choice = new ComboBox<ThemePreference>();
    choice.setId("setting-look");
    choice.getItems().setAll(ThemePreference.values());
    choice.valueProperty().bindBidirectional(model.lookProperty());
    var second = new ComboBox<SecondInstancePolicy>();
    second.setId("setting-second-start");
    second.getItems().setAll(SecondInstancePolicy.values());
    second.valueProperty().bindBidirectional(model.secondStartProperty());
    var grid = grid();
    row(grid, "Theme", choice);
    row(grid, "Second instance", second);
    second.setPrefWidth(Region.USE_COMPUTED_SIZE);
    return card("WINDOW", grid);
  }

  private static Node measuring(SettingsModel model) {
    var past = new ComboBox<ChartRange>();
    past.setId("setting-past");
    past.getItems().setAll(ChartRange.values());
    past.valueProperty().bindBidirectional(model.pastProperty());
    var grid = grid();
    row(grid, "Initial chart range", past);
    row(grid, "Scrape interval (seconds)", field("setting-scrapes", model.scrapes()));
    return card(
        "MEASURING",
        grid,
        mistake("setting-scrapes-mistake", model.scrapes().mistakeProperty()),
        wrapped(
            "How often each component's metrics are scraped: "
                + ScrapeInterval.MIN
                + " to "
                + ScrapeInterval.MAX
                + " s, from the next launch. Rates and percentiles cover four intervals, at least"
                + " 10 s. Where there is a Prometheus, it scrapes every second instead.",
            "hint"));
  }

  private static Node questions(SettingsModel model) {
    var boxes = new VBox(8);
    for (var risk : ConfirmableAction.values()) {
      var box = new CheckBox(risk.toString());
      box.setId("setting-ask-" + risk.name().toLowerCase(Locale.ROOT));
      box.selectedProperty().bindBidirectional(model.askedProperty(risk));
      boxes.getChildren().add(box);
    }
    return card(
        "ASK BEFORE",
        boxes,
        wrapped(
            "Applies immediately. Time spent on a confirmation does not count in a fault's timings."
                + " Deleting messages always waits 5 s and can be cancelled until then.",
            "hint"));
  }

  private static Node folder(SettingsModel model) {
    var typed = model.folderTyped();
    var field = field("setting-folder", typed);
    var name = label("Save in", "setting-name");
    name.setLabelFor(field);
    name.setMinWidth(Region.USE_PREF_SIZE);
    field.setAccessibleText("Data folder");
    HBox.setHgrow(field, Priority.ALWAYS);
    var choose = new Button("Choose…");
    choose.setId("setting-folder-choose");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setOnAction(
        click ->
            model.chooseFolder(begin -> chooseFolder(model, begin, choose.getScene().getWindow())));
    var row = new HBox(12, name, field, choose);
    row.setAlignment(Pos.CENTER_LEFT);
    return card(
        "DATA FOLDER",
        row,
        mistake("setting-folder-mistake", typed.mistakeProperty()),
        wrapped(
            "Reports are saved here, and charts, values and logs unless you choose another folder."
                + " Applies from the next save. The folder is created when needed.",
            "hint"));
  }

  private static void chooseFolder(SettingsModel model, Optional<Path> begin, Window owner) {
    var chooser = new DirectoryChooser();
    chooser.setTitle("Choose the data folder");
    begin.map(Path::toFile).ifPresent(chooser::setInitialDirectory);
    var chosen = chooser.showDialog(owner);
    if (chosen != null) {
      model.folderTyped().textProperty().set(chosen.getPath());
      model.folderTyped().take();
    }
  }

  private static Node ports(SettingsModel model) {
    var grid = grid();
    row(grid, "Chat", field("setting-gateway", model.gatewayProperty()));
    row(grid, "Simulator", field("setting-simulator", model.simulatorProperty()));
    row(grid, "Prometheus", field("setting-prometheus", model.prometheusProperty()));
    var usual = new Button("Use default ports");
    usual.setId("setting-usual");
    usual.setOnAction(click -> model.usualPorts());
    return card(
        "PORTS ON THIS MACHINE",
        wrapped(
            "Applies from the next launch, on loopback only. If a port is taken, any free one is"
                + " used. Docker Compose has its own ports in compose/.env.",
            "hint"),
        grid,
        mistake("setting-mistake", model.mistakeProperty()),
        usual);
  }

  private static Node memory(SettingsModel model) {
    var grid = grid();
    row(grid, "Heap per replica (MiB)", field("setting-heap", model.heap()));
    return card(
        "JVM MEMORY ON THIS MACHINE",
        grid,
        mistake("setting-heap-mistake", model.heap().mistakeProperty()),
        wrapped(
            "Applies from the next launch: "
                + ReplicaHeap.MIN
                + " to "
                + ReplicaHeap.MAX
                + " MiB, by default "
                + ReplicaHeap.DEFAULT.mebibytes()
                + ". A replica that needs more crashes and is restarted. A memory limit set in the"
                + " cockpit overrides this: half of the limit is heap.",
            "hint"));
  }

  private static Node mistake(String id, ReadOnlyStringProperty words) {
    var mistake = wrapped("", "mistake");
    mistake.setId(id);
    mistake.textProperty().bind(words);
    Visibility.when(mistake, words.map(text -> !text.isEmpty()));
    return mistake;
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

  /** Taken when it is left or confirmed. */
  private static TextField field(String id, ValidatedField<?> typed) {
    var field = field(id, typed.textProperty());
    field.setOnAction(enter -> typed.take());
    field
        .focusedProperty()
        .subscribe(
            (was, is) -> {
              if (was && !is) {
                typed.take();
              }
            });
    return field;
  }
}
