package switchboard.console.ui.cockpit.controls;

import static switchboard.console.ui.fx.SmallNodes.hint;

import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import switchboard.console.platform.Action;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.operation.ProgressRow;
import switchboard.console.ui.operation.RightsModel;
import switchboard.console.ui.slider.DesiredValueSlider;
import switchboard.console.ui.slider.LabeledSlider;
import switchboard.console.ui.slider.SliderSteps;

/** The sliders that set the load. */
final class TrafficView extends VBox {
  TrafficView(ControlsModel controls) {
    var model = controls.traffic();
    var rights = controls.rights();
    getStyleClass().add("settings");
    getChildren()
        .addAll(
            users(model),
            hint(TrafficModel.note(model.capacity())),
            new ProgressRow(model.progressProperty()));
    controls
        .simulators()
        .ifPresent(
            each -> getChildren().addAll(simulators(each, model.capacity().users(), rights)));
    getChildren().add(messages(model));
  }

  private static LabeledSlider users(TrafficModel model) {
    var plan = model.plan();
    var most = model.mostUsersProperty();
    var stops = new SimpleObjectProperty<>(SliderSteps.ofUsers(most.get()));
    var slider =
        new DesiredValueSlider<>(
            upTo(most.get()),
            plan,
            stops.get().last(),
            load -> stops.get().indexOf(load.users()),
            position -> plan.valueProperty().get().withUsers((int) stops.get().value(position)),
            load -> Format.whole(load.users()) + " users");
    slider.setId("users");
    most.subscribe(
        (was, now) -> {
          stops.set(SliderSteps.ofUsers(now.intValue()));
          slider.setAccessibleText(upTo(now.intValue()));
          slider.rescale(
              stops.get().last(), stops.get().indexOf(plan.valueProperty().get().users()));
        });
    return new LabeledSlider(
        "Virtual users", slider, plan.valueProperty().map(load -> Format.whole(load.users())));
  }

  private static String upTo(int users) {
    return "Virtual users, 0 to " + Format.whole(users);
  }

  private static List<Node> simulators(ScaleModel model, int usersOfEach, RightsModel rights) {
    var count = model.count();
    // The slider's first position is 0.
    var slider =
        new DesiredValueSlider<>(
            "Simulators, 1 to " + MultipleSimulators.MAX_SIMULATORS,
            count,
            MultipleSimulators.MAX_SIMULATORS - 1,
            simulators -> simulators - 1.0,
            position -> (int) position + 1,
            Format::simulators);
    slider.setId("simulators");
    slider.disableProperty().bind(rights.forbids(Action.SCALE_SIMULATORS));
    var setting =
        new LabeledSlider("Simulators", slider, count.valueProperty().map(Object::toString));
    // Not a line of its own: on a small screen all that is below must have its place.
    var about =
        "Each carries up to "
            + Format.whole(usersOfEach)
            + " users, in rooms of its own; their counts are added up";
    slider.setTooltip(new Tooltip(about));
    slider.setAccessibleHelp(about);
    return List.of(
        setting,
        DisabledReason.note("simulators-obstacle", rights.whyNot(Action.SCALE_SIMULATORS)),
        new ProgressRow(count, "Cancel the simulator change"));
  }

  private static LabeledSlider messages(TrafficModel model) {
    var plan = model.plan();
    var stops = SliderSteps.ofRates();
    var slider =
        new DesiredValueSlider<>(
            "Messages per user per minute",
            plan,
            stops.last(),
            load -> stops.indexOf(load.messagesPerUserPerMinute()),
            position ->
                plan.valueProperty().get().withMessagesPerUserPerMinute(stops.value(position)),
            TrafficModel::rate);
    slider.setId("messages");
    return new LabeledSlider(
        "Messages per user per minute", slider, plan.valueProperty().map(TrafficModel::rate));
  }
}
