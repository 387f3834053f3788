package switchboard.console.ui.runs;

import java.util.ArrayList;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.text.Format;

/** Chooses the run that another one is shown beside. */
final class CompareMenu extends MenuButton {
  /** More do not fit on a screen. */
  private static final int MAX_RUNS = 15;

  CompareMenu(RunsModel runs, ReplayModel run) {
    super("Compare", new FontIcon(Feather.COLUMNS));
    setId("compare-run");
    setTooltip(new Tooltip("Show another run beside this one"));
    runs.kept().subscribe(() -> fill(runs, run));
    fill(runs, run);
  }

  private void fill(RunsModel runs, ReplayModel run) {
    var items = new ArrayList<MenuItem>();
    runs.kept().stream()
        .filter(each -> !each.file().equals(run.file()) && each.manifest().isPresent())
        .limit(MAX_RUNS)
        .forEach(
            each -> {
              var item = new MenuItem(text(each));
              item.setOnAction(click -> runs.compare(run, each.file()));
              items.add(item);
            });
    if (!items.isEmpty()) {
      items.add(new SeparatorMenuItem());
    }
    var other = new MenuItem("A bundle…");
    other.setOnAction(click -> choose(runs, run));
    items.add(other);
    getItems().setAll(items);
  }

  private static String text(KeptRuns.Kept kept) {
    var manifest = kept.manifest().orElseThrow();
    return manifest.name()
        + " · "
        + Format.dateTime(manifest.begunAt())
        + " · "
        + manifest.result().word();
  }

  private void choose(RunsModel runs, ReplayModel run) {
    var chooser = new FileChooser();
    chooser.setTitle("Choose the other run");
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("Bundles of runs (*.swb)", "*.swb"));
    var file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      runs.compare(run, file.toPath());
    }
  }
}
