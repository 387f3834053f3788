package switchboard.console.ui.cockpit.controls;

import javafx.scene.layout.VBox;
import switchboard.console.platform.Action;
import switchboard.console.platform.SystemState;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.operation.ProgressRow;
import switchboard.console.ui.slider.DesiredValueSlider;
import switchboard.console.ui.slider.LabeledSlider;
import switchboard.console.ui.slider.SliderScale;

/** The slider for the number of replicas, and the autoscaler. */
final class ScaleView extends VBox {
  ScaleView(ControlsModel controls) {
    var model = controls.scale();
    var rights = controls.rights();
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
    var setting =
        new LabeledSlider(
            "Backend replicas", slider, desired.valueProperty().map(Object::toString));
    var working = new ProgressRow(desired, "Cancel the scaling");
    slider.disableProperty().bind(controls.scaleObstacle().map(why -> !why.isEmpty()));
    getChildren()
        .addAll(
            setting,
            new SliderScale(SystemState.MAX_REPLICAS, 2),
            working,
            DisabledReason.note("scale-obstacle", rights.whyNot(Action.SCALE)));
    controls
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
