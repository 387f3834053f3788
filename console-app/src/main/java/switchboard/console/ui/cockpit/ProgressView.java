package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.label;
import static switchboard.console.ui.fx.Labels.wrapped;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.Shown;

/** A launch or a stop under way, step by step. */
final class ProgressView extends VBox {
  ProgressView(LifecycleModel model) {
    getStyleClass().addAll("card", "start");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    var spinner = new ProgressIndicator();
    spinner.setMinSize(22, 22);
    spinner.setMaxSize(22, 22);
    var title = label("", "start-title");
    var head = new HBox(12, spinner, title);
    head.setAlignment(Pos.CENTER_LEFT);
    var text = wrapped("", "start-text");
    var cancel = new Button("Cancel the launch");
    cancel.setId("cancel-launch");
    cancel.setMaxWidth(Double.MAX_VALUE);
    cancel.setOnAction(action -> model.cancelLaunch());
    model
        .phaseProperty()
        .subscribe(
            phase -> {
              var launching = phase == LifecycleModel.Phase.LAUNCHING;
              title.setText(launching ? "Launching…" : "Stopping…");
              text.setText(
                  launching
                      ? "Each part counts as started once it answers its readiness probe."
                      : "The load ends first and the store last, so that nothing is lost.");
              Shown.set(cancel, launching);
            });
    getChildren().addAll(head, text, new StepsView(model.steps()), cancel);
  }
}
