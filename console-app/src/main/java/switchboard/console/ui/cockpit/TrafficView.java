package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.wrapped;

import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.Format;
import switchboard.console.ui.fx.Shown;

/** The sliders that set the load. */
final class TrafficView extends VBox {
  TrafficView(TrafficModel model) {
    getStyleClass().add("settings");
    getChildren()
        .addAll(
            users(model),
            capacity(model.capacity().reason()),
            new Working(model.progressProperty()),
            messages(model));
  }

  private static Setting users(TrafficModel model) {
    var plan = model.plan();
    var stops = Stops.ofUsers(model.capacity().users());
    var slider =
        new WishSlider<>(
            "Virtual users, 0 to " + Format.whole(model.capacity().users()),
            plan,
            stops.last(),
            load -> stops.indexOf(load.users()),
            position -> plan.valueProperty().get().withUsers((int) stops.value(position)),
            load -> Format.whole(load.users()) + " users");
    slider.setId("users");
    var setting = new Setting("Virtual users", slider);
    plan.valueProperty().subscribe(load -> setting.setValue(Format.whole(load.users())));
    return setting;
  }

  private static Setting messages(TrafficModel model) {
    var plan = model.plan();
    var stops = Stops.ofRates();
    var slider =
        new WishSlider<>(
            "Messages per user and minute",
            plan,
            stops.last(),
            load -> stops.indexOf(load.messagesPerUserPerMinute()),
            position ->
                plan.valueProperty().get().withMessagesPerUserPerMinute(stops.value(position)),
            TrafficModel::rate);
    slider.setId("messages");
    var setting = new Setting("Messages per user and minute", slider);
    plan.valueProperty().subscribe(load -> setting.setValue(TrafficModel.rate(load)));
    return setting;
  }

  static javafx.scene.Node capacity(String reason) {
    var words = wrapped(reason.isEmpty() ? "" : reason + ".", "hint");
    Shown.set(words, !reason.isEmpty());
    return words;
  }
}
