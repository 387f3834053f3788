package switchboard.console.ui.logs;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import switchboard.console.logs.Level;
import switchboard.console.logs.LogEntry;
import switchboard.console.ui.fx.CopyButton;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.SaveDialog;

/** The log screen, with filters and search. */
public final class LogsView extends BorderPane {
  private static final double ROW_HEIGHT = 20;
  private static final int CONTEXT_ROWS = 8;
  private static final Duration TYPING = Duration.millis(200);
  private static final KeyCodeCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final LogsModel model;
  private final Palette palette;
  private final SaveDialog saves;
  private final ListView<LogEntry> lines;
  private final TextField search = new TextField();
  private final FlowPane chips = new FlowPane(7, 7);

  /**
   * @param saves asks where lines are to be saved
   * @param toCharts shows the moment of a line on the charts
   */
  public LogsView(LogsModel model, Palette palette, SaveDialog saves, Consumer<Instant> toCharts) {
    this.saves = saves;
    this.model = model;
    this.palette = palette;
    sceneProperty().subscribe(scene -> model.watch(scene != null));
    getStyleClass().add("logs");
    lines = new ListView<>(model.shown());
    lines.setId("log-lines");
    lines.setAccessibleText("Log lines, the newest last");
    lines.getStyleClass().add("card");
    lines.setFixedCellSize(ROW_HEIGHT);
    lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    lines.setPlaceholder(label("No lines yet", "muted"));
    lines.setCellFactory(list -> new LogCell(palette, model.highlightProperty()::get));
    lines.setOnKeyPressed(
        key -> {
          stay();
          if (COPY.match(key)) {
            copy();
            key.consume();
          } else if (key.getCode() == KeyCode.SPACE) {
            model.followingProperty().set(!model.followingProperty().get());
            key.consume();
          } else if (key.getCode() == KeyCode.SLASH) {
            search.requestFocus();
            key.consume();
          }
        });
    // Scrolling back stops following the newest line.
    lines.addEventFilter(
        ScrollEvent.SCROLL,
        scroll -> {
          stay();
          if (scroll.getDeltaY() > 0) {
            model.followingProperty().set(false);
          }
        });
    lines.addEventFilter(MouseEvent.MOUSE_PRESSED, press -> stay());
    lines.setOnMouseClicked(
        click -> {
          var line = lines.getSelectionModel().getSelectedItem();
          if (click.getClickCount() == 2 && line != null) {
            toCharts.accept(line.at());
          }
        });
    model.shown().addListener((ListChangeListener<LogEntry>) change -> follow());
    palette.toneProperty().subscribe(tone -> lines.refresh());
    model.followingProperty().subscribe(following -> follow());
    model.momentProperty().subscribe(moment -> moment.ifPresent(this::goTo));
    setTop(bar());
    setCenter(lines);
    setBottom(foot());
  }

  private VBox bar() {
    model.instances().forEach(this::addChip);
    model
        .instances()
        .addListener(
            (ListChangeListener<String>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(this::addChip);
                  }
                });
    var level = new ComboBox<Level>();
    level.setId("log-least");
    level.setAccessibleText("Minimum level");
    level.getItems().setAll(Level.values());
    level.valueProperty().bindBidirectional(model.leastProperty());
    search.setId("log-search");
    search.setPromptText("Find (regular expression)");
    var pause = new PauseTransition(TYPING);
    pause.setOnFinished(end -> model.wantedProperty().set(search.getText()));
    search.textProperty().subscribe(text -> pause.playFromStart());
    search.setOnAction(enter -> model.wantedProperty().set(search.getText()));
    HBox.setHgrow(search, Priority.ALWAYS);
    search.setMinWidth(160);
    var export = new Button("Export…");
    export.setId("log-export");
    export.setOnAction(click -> export());
    var follow = new ToggleButton("Following");
    follow.setId("log-follow");
    follow.selectedProperty().bindBidirectional(model.followingProperty());
    follow
        .textProperty()
        .bind(model.followingProperty().map(following -> following ? "Following" : "Follow"));
    chips.setAlignment(Pos.CENTER_LEFT);
    var row = row(8, level, search, export, follow);
    var bar = new VBox(8, chips, row, DisabledReason.note("logs-obstacle", model.obstacle()));
    bar.getStyleClass().add("logs-bar");
    return bar;
  }

  private void addChip(String instance) {
    var dot = new Circle(4);
    palette.toneProperty().subscribe(tone -> dot.setFill(palette.series(instance)));
    var chip = new ToggleButton(instance, dot);
    chip.getStyleClass().add("chip");
    chip.setSelected(!model.hidden().contains(instance));
    chip.selectedProperty()
        .subscribe(
            wanted -> {
              if (wanted) {
                model.hidden().remove(instance);
              } else {
                model.hidden().add(instance);
              }
            });
    model
        .hidden()
        .addListener(
            (SetChangeListener<String>)
                change -> chip.setSelected(!model.hidden().contains(instance)));
    chips.getChildren().add(chip);
  }

  private VBox foot() {
    var count = label("", "muted");
    count.textProperty().bind(model.summaryProperty());
    var mistake = label("", "mistake");
    mistake.textProperty().bind(model.mistakeProperty());
    var keys =
        label(
            "Space pauses · / finds · Ctrl+C copies · a double-click shows that moment on the"
                + " charts",
            "muted");
    var row = new HBox(14, count, mistake, spring(), keys);
    row.getStyleClass().add("logs-foot");
    return new VBox(row);
  }

  private void follow() {
    if (model.followingProperty().get() && !model.shown().isEmpty()) {
      lines.scrollTo(model.shown().size() - 1);
    } else {
      // Lines of the moment that is looked at may still be coming.
      model.momentProperty().get().ifPresent(this::goTo);
    }
  }

  private void stay() {
    model.momentProperty().set(Optional.empty());
  }

  private void goTo(Instant moment) {
    var index = model.indexAt(moment);
    if (index >= 0) {
      lines.getSelectionModel().clearAndSelect(index);
      lines.scrollTo(Math.max(0, index - CONTEXT_ROWS));
      lines.requestFocus();
    }
  }

  private void copy() {
    CopyButton.copy(text(lines.getSelectionModel().getSelectedItems()));
  }

  private void export() {
    // What is seen now, and not when the dialog is closed.
    var lines = List.copyOf(model.shown());
    saves.save(
        getScene().getWindow(),
        "Saving the log lines",
        "switchboard.log",
        file -> Files.writeString(file, text(lines) + "\n"));
  }

  static String text(List<LogEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                entry.isEvent()
                    ? entry.at() + " — " + entry.text()
                    : "%s %-10s %-7s %s"
                        .formatted(entry.at(), entry.instance(), entry.level(), entry.text()))
        .collect(Collectors.joining("\n"));
  }
}
