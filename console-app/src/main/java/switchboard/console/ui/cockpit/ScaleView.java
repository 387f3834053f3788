package switchboard.console.ui.cockpit;

import java.util.Optional;
import javafx.scene.layout.VBox;
import switchboard.console.platform.Platform;

/** The slider that sets the number of replicas, and who sets it in place of the operator. */
final class ScaleView extends VBox {
  ScaleView(ScaleModel model, Optional<AutoscaleModel> autoscale) {
    getStyleClass().add("settings");
    var wish = model.replicas();
    var slider =
        new WishSlider<>(
            "Backend replicas, 0 to " + Platform.MAX_REPLICAS,
            wish,
            Platform.MAX_REPLICAS,
            Integer::doubleValue,
            position -> (int) position,
            replicas -> replicas.toString());
    slider.setId("replicas");
    var setting = new Setting("Backend replicas", slider);
    wish.valueProperty().subscribe(replicas -> setting.setValue(replicas.toString()));
    var working =
        new Working(
            model.progressProperty(), "Cancel the scaling", () -> model.replicas().cancel());
    getChildren().addAll(setting, new SliderScale(Platform.MAX_REPLICAS, 2), working);
    autoscale.ifPresent(
        each -> {
          slider.disableProperty().bind(each.chooses());
          getChildren().add(new AutoscaleView(each));
        });
  }
}
