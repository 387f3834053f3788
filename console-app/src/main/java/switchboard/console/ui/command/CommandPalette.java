package switchboard.console.ui.command;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The palette of commands over the window. */
public final class CommandPalette extends StackPane {
  private static final double ROW_HEIGHT = 38;
  private static final int MAX_ROWS = 9;
  private static final double WIDTH = 660;

  private final CommandModel model;
  private final TextField field = new TextField();
  private final ListView<Command> list;
  private Optional<Node> focusedBefore = Optional.empty();

  public CommandPalette(CommandModel model) {
    this.model = model;
    setId("commands");
    getStyleClass().add("scrim");
    setVisible(false);
    field.setId("command-field");
    field.setPromptText("Run a command…");
    field.setAccessibleText("Search commands");
    field.textProperty().bindBidirectional(model.typedProperty());
    HBox.setHgrow(field, Priority.ALWAYS);
    var head = new HBox(8, field, label("Esc closes", "command-hint"));
    head.setAlignment(Pos.CENTER);
    head.getStyleClass().add("command-head");
    list = new ListView<>(model.found());
    list.setId("command-list");
    list.setAccessibleText("Matching commands, best first");
    list.setFixedCellSize(ROW_HEIGHT);
    list.setFocusTraversable(false);
    list.setPlaceholder(label("No matching commands", "muted"));
    list.setCellFactory(all -> new CommandCell());
    list.prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> ROW_HEIGHT * Math.clamp(model.found().size(), 1, MAX_ROWS) + 2,
                model.found()));
    list.setOnMouseClicked(
        click -> {
          if (click.getTarget() instanceof Node node && isInCell(node)) {
            run();
          }
        });
    model.typedProperty().subscribe(text -> first());
    var box = new VBox(head, list);
    box.getStyleClass().add("command-box");
    box.setMaxSize(WIDTH, USE_PREF_SIZE);
    StackPane.setAlignment(box, Pos.TOP_CENTER);
    StackPane.setMargin(box, new Insets(120, 20, 20, 20));
    getChildren().add(box);
    setOnMousePressed(
        press -> {
          if (press.getTarget() == this) {
            close();
          }
        });
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Shows it with nothing typed. */
  public void open() {
    focusedBefore = Optional.ofNullable(getScene().getFocusOwner());
    model.reset();
    first();
    setVisible(true);
    field.requestFocus();
  }

  private void close() {
    setVisible(false);
    focusedBefore.ifPresent(Node::requestFocus);
  }

  private void key(KeyEvent key) {
    switch (key.getCode()) {
      case ESCAPE -> close();
      case ENTER -> run();
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(MAX_ROWS);
      case PAGE_UP -> move(-MAX_ROWS);
      // What is behind is not to be reached from here.
      case TAB -> {}
      default -> {
        return;
      }
    }
    key.consume();
  }

  /** Without a letter typed nothing is chosen: Enter alone must not kill anything. */
  private void first() {
    if (model.typedProperty().get().isBlank()) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().selectFirst();
    }
    list.scrollTo(0);
  }

  private void move(int by) {
    var size = model.found().size();
    if (size == 0) {
      return;
    }
    var next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, size - 1);
    list.getSelectionModel().select(next);
    list.scrollTo(Math.max(0, next - MAX_ROWS + 1));
  }

  private void run() {
    var chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null && chosen.possible()) {
      close();
      chosen.action().run();
    }
  }

  private static boolean isInCell(Node node) {
    for (var at = node; at != null; at = at.getParent()) {
      if (at instanceof CommandCell cell) {
        return !cell.isEmpty();
      }
    }
    return false;
  }
}
