package switchboard.console.ui.runs;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.Manifest;
import switchboard.console.text.Format;
import switchboard.console.ui.faults.ResultSign;
import switchboard.console.ui.fx.HistoryCard;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.SaveDialog;
import switchboard.console.ui.fx.Summary;

/** The kept runs at the left, the one that is watched again beside them. */
public final class RunsView extends BorderPane {
  private static final double LEFT = 300;
  private static final HistoryCard.Texts TEXTS =
      new HistoryCard.Texts("kept-runs", "Kept runs", "kept", "No runs yet");

  private final RunsModel model;
  private final Palette palette;
  private final SaveDialog saves;
  private final StackPane watched = new StackPane();

  public RunsView(RunsModel model, Palette palette, SaveDialog saves) {
    this.model = model;
    this.palette = palette;
    this.saves = saves;
    setId("runs-screen");
    getStyleClass().addAll("faults", "runs");
    var open = new Button("Open a bundle…", new FontIcon(Feather.FOLDER));
    open.setId("open-bundle");
    open.setOnAction(click -> choose());
    var list =
        new HistoryCard<>(
            TEXTS, model.kept(), RunsView::summary, chosen -> model.open(chosen.file()));
    VBox.setVgrow(list, Priority.ALWAYS);
    var left = new VBox(list, row(8, open));
    left.getStyleClass().add("faults-column");
    left.setPrefWidth(LEFT);
    left.setMinWidth(LEFT);
    setLeft(left);
    setCenter(watched);
    model
        .shownProperty()
        .subscribe(
            shown -> {
              list.follow(shown.flatMap(this::kept));
              show(shown);
            });
    model.comparedProperty().subscribe(compared -> show(model.shownProperty().get()));
    model.kept().subscribe(() -> list.follow(model.shownProperty().get().flatMap(this::kept)));
    // What was run since this screen was seen last is kept, too.
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                model.refresh();
              }
            });
  }

  private Optional<KeptRuns.Kept> kept(ReplayModel shown) {
    return model.kept().stream().filter(each -> each.file().equals(shown.file())).findFirst();
  }

  private void choose() {
    var chooser = new FileChooser();
    chooser.setTitle("Open a bundle");
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("Bundles of runs (*.swb)", "*.swb"));
    var file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      model.open(file.toPath());
    }
  }

  private void show(Optional<ReplayModel> shown) {
    watched
        .getChildren()
        .setAll(
            model
                .comparedProperty()
                .get()
                .<Node>map(each -> new SideBySideView(model, each, palette))
                .or(() -> shown.map(each -> new ReplayView(model, each, palette, saves)))
                .orElseGet(RunsView::nothing));
  }

  private static Node nothing() {
    var box =
        new VBox(
            8,
            label("No run is chosen", "faults-title"),
            wrapped(
                "Choose one at the left to watch it again, or open a bundle that somebody sent you."
                    + " Nothing of it can change anything here.",
                "muted"));
    box.getStyleClass().addAll("card", "plan");
    return box;
  }

  private static Summary summary(KeptRuns.Kept run) {
    var sign =
        run.manifest()
            .map(manifest -> ResultSign.of(manifest.result()))
            .orElse(new ResultSign(Feather.ALERT_TRIANGLE, "aborted"));
    var name = run.manifest().map(Manifest::name).orElse(run.file().getFileName().toString());
    var word =
        run.manifest()
            .map(each -> each.result().word())
            .orElse(run.underWay() ? "under way" : "ended early");
    var sentence =
        run.manifest()
            .map(each -> Format.dateTime(each.begunAt()) + " · " + each.platform())
            .orElse(run.underWay() ? "Nothing is judged yet" : "Its console ended before it did");
    var note = run.pinned() ? "pinned" : "";
    return new Summary(
        sign.icon(),
        sign.styleClass(),
        name,
        word,
        sentence,
        note,
        name + ", " + word + ". " + sentence + (note.isEmpty() ? "" : ", " + note));
  }
}
