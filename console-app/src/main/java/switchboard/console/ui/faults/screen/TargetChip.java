package switchboard.console.ui.faults.screen;

import javafx.scene.control.ToggleButton;
import switchboard.console.experiment.schedule.Targets;

/** A target to choose; several replicas can be chosen together. */
final class TargetChip extends ToggleButton {
  private final Targets target;

  TargetChip(Targets target, InjectionModel model) {
    super(target.text());
    this.target = target;
    setId("target-" + target.text());
    getStyleClass().setAll("chip");
    setMinWidth(USE_PREF_SIZE);
    setOnAction(
        click -> {
          model.toggle(target);
          show(model.targetsProperty().get());
        });
  }

  Targets target() {
    return target;
  }

  void show(Targets chosen) {
    setSelected(InjectionModel.isAmong(target, chosen));
  }
}
