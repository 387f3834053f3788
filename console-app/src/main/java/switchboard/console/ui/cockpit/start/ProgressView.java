package switchboard.console.ui.cockpit.start;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.Spinner;
import switchboard.console.ui.fx.Visibility;

/** A launch or a stop under way, step by step. */
final class ProgressView extends VBox {
  ProgressView(LifecycleModel model) {
    getStyleClass().addAll("card", "start");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    var spinner = new Spinner(22);
    var title = label("", "start-title");
    var head = row(12, spinner, title);
    var text = wrapped("", "start-text");
    var cancel = new Button("Cancel launch");
    cancel.setId("cancel-launch");
    cancel.setMaxWidth(Double.MAX_VALUE);
    cancel.setOnAction(action -> model.cancelLaunch());
    cancel.disableProperty().bind(model.operation().cancellingProperty());
    Runnable refresh =
        () -> {
          var launching = model.phaseProperty().get() == LifecycleModel.Phase.LAUNCHING;
          title.setText(title(model));
          text.setText(text(model));
          Visibility.set(cancel, launching);
        };
    model.phaseProperty().subscribe(value -> refresh.run());
    model.operation().cancellingProperty().subscribe(value -> refresh.run());
    var steps = new StepsView(model.operation().steps());
    VBox.setVgrow(steps, Priority.ALWAYS);
    getChildren().addAll(head, text, steps, cancel);
  }

  private static String title(LifecycleModel model) {
    if (model.phaseProperty().get() != LifecycleModel.Phase.LAUNCHING) {
      return "Stopping…";
    }
    return model.operation().cancellingProperty().get() ? "Cancelling launch…" : "Launching…";
  }

  private static String text(LifecycleModel model) {
    if (model.phaseProperty().get() == LifecycleModel.Phase.LAUNCHING) {
      return model.operation().cancellingProperty().get()
          ? "Everything it started is stopped again."
          : "A component counts as started once its readiness probe succeeds.";
    }
    return model.deleteDataProperty().get()
        ? "The load stops first and the store last. Then the stored messages are deleted."
        : "The load stops first and the store last, so that nothing is lost.";
  }
}
