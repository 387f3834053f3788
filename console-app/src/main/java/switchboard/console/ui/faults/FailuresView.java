package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.CopyButton;
import switchboard.console.ui.fx.SaveDialog;

/** A list of failed requests over the cockpit: find, copy, save. */
public final class FailuresView extends StackPane {
  private static final double WIDTH = 1040;
  private static final double HEIGHT = 560;
  private static final double ROW_HEIGHT = 30;
  private static final KeyCodeCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final FailuresModel model;
  private final SaveDialog saves;
  private final TextField search = new TextField();
  private final TableView<FailedRequest> table;

  /**
   * @param saves asks where they are to be saved
   */
  public FailuresView(FailuresModel model, SaveDialog saves) {
    this.model = model;
    this.saves = saves;
    setId("failures");
    getStyleClass().add("scrim");
    visibleProperty().bind(model.openProperty());
    table = table();
    VBox.setVgrow(table, Priority.ALWAYS);
    var summary = label("", "muted");
    summary.textProperty().bind(model.summaryProperty());
    var foot = new HBox(14, summary, spring(), label("Ctrl+C copies · Esc closes", "muted"));
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
                search.requestFocus();
              }
            });
  }

  private HBox head() {
    var title = label("", "failures-title");
    title.textProperty().bind(model.titleProperty());
    title.setMinWidth(USE_PREF_SIZE);
    search.setId("failures-search");
    search.setPromptText("Find a user, route, replica or error");
    search.setAccessibleText("Search failed requests");
    search.textProperty().bindBidirectional(model.wantedProperty());
    HBox.setHgrow(search, Priority.ALWAYS);
    var copy = new Button("Copy", new FontIcon(Feather.COPY));
    copy.setId("failures-copy");
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setOnAction(click -> copy(model.shown()));
    var save = new Button("Save as CSV…", new FontIcon(Feather.DOWNLOAD));
    save.setId("failures-save");
    save.setMinWidth(USE_PREF_SIZE);
    save.setOnAction(click -> save());
    var close = new Button("", new FontIcon(Feather.X));
    close.setId("failures-close");
    close.getStyleClass().addAll("flat", "button-icon");
    close.setAccessibleText("Close");
    close.setTooltip(new Tooltip("Close (Esc)"));
    close.setOnAction(click -> model.close());
    var head = row(10, title, search, copy, save, close);
    head.getStyleClass().add("failures-head");
    return head;
  }

  private TableView<FailedRequest> table() {
    var all = new TableView<>(model.shown());
    all.setId("failures-table");
    all.setAccessibleText("Failed requests by time");
    all.setFixedCellSize(ROW_HEIGHT);
    all.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    all.setPlaceholder(label("No matches", "muted"));
    all.getColumns()
        .setAll(
            List.of(
                column("Time", 104, each -> Format.clockMillis(each.at())),
                column("User", 96, FailedRequest::user),
                column("Request", 170, each -> each.method() + " " + each.route()),
                column("Through", 92, FailedRequest::through),
                column(
                    "Status", 64, each -> each.status() == null ? "–" : each.status().toString()),
                column("Error", 330, FailedRequest::error),
                column("Duration", 76, FailuresView::took),
                column("Attempts", 84, each -> Integer.toString(each.attempts()))));
    return all;
  }

  private static TableColumn<FailedRequest, String> column(
      String name, double width, Function<FailedRequest, String> text) {
    var column = new TableColumn<FailedRequest, String>(name);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    return column;
  }

  private static String took(FailedRequest each) {
    return Format.duration(Duration.ofNanos((long) (each.durationMillis() * 1e6)));
  }

  private void key(KeyEvent key) {
    if (key.getCode() == KeyCode.ESCAPE) {
      model.close();
      key.consume();
    } else if (COPY.match(key) && !search.isFocused()) {
      copy(table.getSelectionModel().getSelectedItems());
      key.consume();
    }
  }

  private static void copy(List<FailedRequest> rows) {
    CopyButton.copy(FailedRequests.csv(rows));
  }

  private void save() {
    // What is seen now, and not when the dialog is closed.
    var text = FailedRequests.csv(model.shown());
    saves.save(
        getScene().getWindow(),
        "Saving the failed requests",
        "failed-requests.csv",
        file -> Files.writeString(file, text));
  }
}
