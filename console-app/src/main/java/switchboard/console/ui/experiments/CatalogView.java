package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.hint;
import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.fx.Summary;
import switchboard.console.ui.fx.SummaryCell;

/** The experiments that can be run, and what adds others. */
final class CatalogView extends VBox {
  private final ExperimentsModel model;
  private final ListView<ListedExperiment> list;
  private boolean following;

  CatalogView(ExperimentsModel model) {
    this.model = model;
    getStyleClass().addAll("card", "history", "catalog");
    var count = label("", "muted");
    count.textProperty().bind(Bindings.size(model.catalog().all()).map(Object::toString));
    var again = new Button("", new FontIcon(Feather.REFRESH_CW));
    again.getStyleClass().add("flat");
    again.setAccessibleText("Read the files again");
    again.setTooltip(new Tooltip("Read the files again"));
    again.setOnAction(click -> model.catalog().refresh());
    var head = row(8, label("Experiments", "section-name"), count, spring(), again);
    head.getStyleClass().addAll("history-head", "catalog-head");
    list = new ListView<>(model.catalog().all());
    list.setId("experiments-list");
    list.setAccessibleText("Experiments");
    list.setCellFactory(view -> new SummaryCell<>(CatalogView::summary));
    VBox.setVgrow(list, Priority.ALWAYS);
    var open = new Button("Open file…", new FontIcon(Feather.FOLDER));
    open.setId("open-experiment");
    open.setMaxWidth(Double.MAX_VALUE);
    open.setOnAction(click -> open());
    var foot = new VBox(8, open, hint("Files in " + model.catalog().folder() + " are listed too."));
    foot.getStyleClass().add("catalog-foot");
    getChildren().addAll(head, list, foot);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            chosen -> {
              if (chosen != null && !following && !isChosen(chosen)) {
                model.choose(chosen);
              }
            });
    // Also when it is chosen already, and something else is shown.
    list.setOnMouseClicked(
        click ->
            Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                .filter(
                    chosen -> !(model.shownProperty().get() instanceof ExperimentsModel.Shown.Plan))
                .ifPresent(model::choose));
    model.catalog().chosenProperty().subscribe(this::follow);
  }

  private static Summary summary(ListedExperiment listed) {
    var right = listed.experiment().isPresent();
    var icon = listed.file().isPresent() ? Feather.FILE_TEXT : Feather.PACKAGE;
    return new Summary(
        right ? icon : Feather.ALERT_TRIANGLE,
        right ? "listed" : "invalid",
        listed.name(),
        right ? listed.origin() : "invalid",
        listed.description(),
        "",
        listed.name() + ", " + listed.origin() + ". " + listed.description());
  }

  /** What is chosen stays so when its file was read again. */
  private boolean isChosen(ListedExperiment listed) {
    return model.catalog().chosenProperty().get().filter(listed::isSameAs).isPresent();
  }

  private void follow(Optional<ListedExperiment> chosen) {
    following = true;
    chosen.ifPresentOrElse(
        list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
    following = false;
  }

  private void open() {
    var chooser = new FileChooser();
    chooser.setTitle("Open an experiment");
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter("Experiments", "*.yaml", "*.yml"),
            new FileChooser.ExtensionFilter("All files", "*"));
    var file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      model.open(file.toPath());
    }
  }
}
