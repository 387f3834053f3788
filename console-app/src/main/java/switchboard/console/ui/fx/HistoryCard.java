package switchboard.console.ui.fx;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What came of something, the newest first; the selected one is shown in full elsewhere. */
public final class HistoryCard<T> extends VBox {
  private final ListView<T> list;
  private boolean following;

  /**
   * What it says of itself.
   *
   * @param id of the list
   * @param name of the list, to be heard: "Runs"
   * @param since since when they are: "of this session"
   * @param none instead of an empty list: "No runs yet"
   */
  public record Texts(String id, String name, String since, String none) {}

  /**
   * @param choose receives what the operator selects
   */
  public HistoryCard(
      Texts texts, ObservableList<T> all, Function<T, Summary> summary, Consumer<T> choose) {
    getStyleClass().addAll("card", "history");
    var count = label("", "muted");
    count.textProperty().bind(Bindings.size(all).map(size -> size + " " + texts.since()));
    var head = row(8, label("History", "section-name"), spring(), count);
    head.getStyleClass().add("history-head");
    list = new ListView<>(all);
    list.setId(texts.id());
    list.setAccessibleText(texts.name() + ", the newest first");
    list.setPlaceholder(label(texts.none(), "muted"));
    list.setCellFactory(view -> new SummaryCell<>(summary));
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head, list);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            chosen -> {
              if (chosen != null && !following) {
                choose.accept(chosen);
              }
            });
  }

  /** Selects what is shown elsewhere, or nothing; that chooses nothing. */
  public void follow(Optional<T> shown) {
    following = true;
    shown.ifPresentOrElse(
        list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
    following = false;
  }
}
