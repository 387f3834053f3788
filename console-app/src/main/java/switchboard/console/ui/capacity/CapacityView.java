package switchboard.console.ui.capacity;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.scrolled;
import static switchboard.console.ui.fx.SmallNodes.shares;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.capacity.CapacityText;
import switchboard.console.capacity.Found;
import switchboard.console.text.Format;
import switchboard.console.ui.capacity.CapacityModel.Row;
import switchboard.console.ui.capacity.CapacityModel.Shown;
import switchboard.console.ui.faults.ResultSign;
import switchboard.console.ui.fx.Visibility;

/** The form at the left; the bracket and the trials that narrow it at the right. */
public final class CapacityView extends GridPane {
  private static final double LEFT_PERCENT = 27;

  private final CapacityModel model;
  private final FontIcon icon = new FontIcon();
  private final Label title = wrapped("", "faults-title");
  private final Label sentence = wrapped("", "running-text");
  private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
  private final BracketBar bar = new BracketBar();
  private final TableView<Row> trials;

  /** Shows what the model has. */
  public CapacityView(CapacityModel model) {
    this.model = model;
    trials = table(model);
    setId("capacity");
    getStyleClass().addAll("faults", "load");
    addRow(0, scrolled(new CapacityFormView(model)), middle());
    shares(this, LEFT_PERCENT, 100 - LEFT_PERCENT);
    model.shownProperty().subscribe(shown -> refresh());
    model.runningProperty().subscribe(running -> refresh());
  }

  private static TableView<Row> table(CapacityModel model) {
    var table = new TableView<>(model.rows());
    table.setId("capacity-trials");
    table.setAccessibleText("Trials, the newest last");
    table.setPlaceholder(label("No trials yet", "muted"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().add(fixed("Replicas", 74, Row::replicas));
    table.getColumns().add(fixed("Load", 130, Row::load));
    table.getColumns().add(fixed("Window", 82, Row::window));
    table.getColumns().add(fixed("Result", 86, Row::result));
    table.getColumns().add(fixed("Known then", 190, Row::known));
    table.getColumns().add(column("Found", Row::found));
    model
        .rows()
        .addListener((ListChangeListener<Row>) change -> table.scrollTo(model.rows().size() - 1));
    return table;
  }

  private static TableColumn<Row, String> fixed(
      String name, double width, Function<Row, String> text) {
    var column = column(name, text);
    column.setMinWidth(width);
    column.setMaxWidth(width);
    return column;
  }

  private static TableColumn<Row, String> column(String name, Function<Row, String> text) {
    var column = new TableColumn<Row, String>(name);
    column.setCellValueFactory(
        cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())).getReadOnlyProperty());
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private Node middle() {
    progress.getStyleClass().add("share");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("The search for the capacity is under way");
    Visibility.when(progress, model.runningProperty());
    VBox.setVgrow(trials, Priority.ALWAYS);
    trials.setMinHeight(160);
    var card = new VBox(row(8, icon, title), sentence, bar, progress, trials);
    card.getStyleClass().addAll("card", "plan");
    return scrolled(card);
  }

  private void refresh() {
    var shown = model.shownProperty().get();
    var found = shown.flatMap(Shown::found);
    var result = shown.flatMap(Shown::result);
    Visibility.set(icon, result.isPresent());
    Visibility.set(bar, found.isPresent());
    found.ifPresent(newest -> bar.show(newest.bracket(), largest(newest)));
    title.setText(headline(shown));
    bar.setAccessibleText(title.getText());
    sentence.setText(
        result
            .map(all -> String.join("\n", all.sentences()))
            .orElse(
                shown.isPresent()
                    ? "Users rest between trials. Each trial is a mark on the charts, and is kept"
                        + " among the runs."
                    : "Doubles the load until a trial misses an objective, narrows that to 5 %, and"
                        + " confirms both ends by three windows."));
    result.map(all -> ResultSign.of(all.result()).icon()).ifPresent(icon::setIconCode);
  }

  private static String headline(Optional<Shown> shown) {
    return shown
        .map(
            now ->
                now.found()
                    .map(
                        found ->
                            (now.result().isPresent() ? "" : "Searching · ")
                                + Format.replicas(found.replicas())
                                + ": "
                                + CapacityText.brief(found.bracket(), now.plan().unit()))
                    .orElse("Searching"))
        .orElse("No capacity is known yet");
  }

  private static int largest(Found found) {
    return found.trials().stream().mapToInt(each -> each.load()).max().orElse(1);
  }
}
