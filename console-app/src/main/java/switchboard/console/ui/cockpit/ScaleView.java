package switchboard.console.ui.cockpit;

import javafx.scene.layout.VBox;
import switchboard.console.platform.Action;
import switchboard.console.platform.SystemState;
import switchboard.console.ui.fx.DisabledReason;

/** The slider for the number of replicas, and the autoscaler. */
final class ScaleView extends VBox {
  ScaleView(CockpitModel cockpit) {
    var model = cockpit.scale();
    var rights = cockpit.rights();
    getStyleClass().add("settings");
    var desired = model.count();
    var slider =
        new DesiredValueSlider<>(
            "Backend replicas, 0 to " + SystemState.MAX_REPLICAS,
            desired,
            SystemState.MAX_REPLICAS,
            Integer::doubleValue,
            position -> (int) position,
            replicas -> replicas.toString());
    slider.setId("replicas");
    var setting = new LabeledSlider("Backend replicas", slider);
    desired.valueProperty().subscribe(replicas -> setting.setValue(replicas.toString()));
    var working =
        new ProgressRow(
            model.progressProperty(), "Cancel the scaling", () -> model.count().cancel());
    slider.disableProperty().bind(cockpit.scaleObstacle().map(why -> !why.isEmpty()));
    getChildren()
        .addAll(
            setting,
            new SliderScale(SystemState.MAX_REPLICAS, 2),
            working,
            DisabledReason.note("scale-obstacle", rights.whyNot(Action.SCALE)));
    cockpit
        .autoscale()
        .ifPresent(
            each -> {
              var view = new AutoscaleView(each);
              view.disableProperty().bind(rights.forbids(Action.AUTOSCALE));
              getChildren()
                  .addAll(
                      view,
                      DisabledReason.note("autoscale-obstacle", rights.whyNot(Action.AUTOSCALE)));
            });
  }
}
