package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.CopyButton;
import switchboard.console.ui.fx.SaveDialog;
import switchboard.console.ui.fx.TextColumn;

/** A list of failed requests over the cockpit: find, copy, save. */
public final class FailuresView extends Overlay {
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
    super("failures", model.openProperty(), model::close);
    this.model = model;
    this.saves = saves;
    table = table();
    var summary = label("", "muted");
    summary.textProperty().bind(model.summaryProperty());
    fill(
        head(),
        table,
        new HBox(14, summary, spring(), label("Ctrl+C copies · Esc closes", "muted")),
        WIDTH,
        HEIGHT);
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
    return row(10, title, search, copy, save, closeButton());
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
                new TextColumn<>("Time", 104, each -> Format.clockMillis(each.at())),
                new TextColumn<>("User", 96, FailedRequest::user),
                new TextColumn<>("Request", 170, each -> each.method() + " " + each.route()),
                new TextColumn<>("Through", 92, FailedRequest::through),
                new TextColumn<>(
                    "Status", 64, each -> each.status() == null ? "–" : each.status().toString()),
                new TextColumn<>("Error", 330, FailedRequest::error),
                new TextColumn<>("Duration", 76, FailuresView::took),
                new TextColumn<>("Attempts", 84, each -> Integer.toString(each.attempts()))));
    return all;
  }

  private static String took(FailedRequest each) {
    return Format.duration(Duration.ofNanos((long) (each.durationMillis() * 1e6)));
  }

  private void key(KeyEvent key) {
    if (COPY.match(key) && !search.isFocused()) {
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
