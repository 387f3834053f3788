package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.Visibility;

/** The run under way in a few words, beside whatever else is shown. Takes no room without one. */
final class LiveCard extends VBox {
  private final Label title = wrapped("", "running-title");
  private final ProgressBar progress = new ProgressBar();
  private final Label phase = wrapped("", "running-text");

  LiveCard(ExperimentsModel model) {
    getStyleClass().addAll("card", "running-card");
    setAccessibleRole(AccessibleRole.TEXT);
    progress.getStyleClass().add("share");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("Progress of the experiment");
    var show = new Button("Show the run");
    show.getStyleClass().add("link-button");
    show.setOnAction(click -> model.showRunning());
    Visibility.when(
        show,
        model.shownProperty().map(shown -> !(shown instanceof ExperimentsModel.Shown.Running)));
    getChildren().addAll(title, progress, phase, show);
    var live = model.run().liveProperty();
    Visibility.when(this, live.map(each -> each.isPresent()));
    live.subscribe(now -> now.ifPresent(this::show));
  }

  private void show(LiveRun live) {
    title.setText("Running · " + live.name());
    phase.setText(live.phase());
    progress.setProgress(live.progress().share().orElse(ProgressBar.INDETERMINATE_PROGRESS));
    setAccessibleText(title.getText() + ". " + live.phase());
  }
}
