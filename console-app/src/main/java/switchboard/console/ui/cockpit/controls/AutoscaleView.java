package switchboard.console.ui.cockpit.controls;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.Limits;
import switchboard.console.platform.SystemState;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.slider.DesiredValueSlider;
import switchboard.console.ui.slider.LabeledSlider;
import switchboard.console.ui.slider.SliderSteps;

/** The switch of the autoscaler, and its bounds while it is on. */
final class AutoscaleView extends VBox {
  private final AutoscaleModel model;

  AutoscaleView(AutoscaleModel model) {
    this.model = model;
    getStyleClass().add("settings");
    var box = new CheckBox("Autoscale by CPU");
    box.setId("autoscale");
    model.chooses().subscribe(box::setSelected);
    box.setOnAction(
        action ->
            model
                .desired()
                .apply(box.isSelected() ? Optional.of(model.current()) : Optional.empty()));
    var stops = SliderSteps.ofCpus(Limits.Range.OF_THIS_MACHINE);
    var bounds =
        new VBox(
            wrapped("The autoscaler sets the number of replicas.", "hint"),
            replicas("Minimum", "autoscale-least", Autoscaler::least, Autoscaler::withLeast),
            replicas("Maximum", "autoscale-most", Autoscaler::most, Autoscaler::withMost),
            setting(
                "Average CPU per replica",
                "autoscale-cpu",
                stops.last(),
                each -> stops.indexOf(each.cpus()),
                position -> model.current().withCpus(stops.value(position)),
                each -> Format.figure(each.cpus(), Unit.CORES).toString()));
    bounds.getStyleClass().add("settings");
    Visibility.when(bounds, model.chooses());
    getChildren().addAll(box, bounds);
  }

  /** Sets one bound. */
  @FunctionalInterface
  private interface Bound {
    Autoscaler of(Autoscaler now, int replicas);
  }

  private LabeledSlider replicas(
      String name, String id, ToIntFunction<Autoscaler> part, Bound bound) {
    return setting(
        name,
        id,
        SystemState.MAX_REPLICAS - 1,
        each -> part.applyAsInt(each) - 1,
        position -> bound.of(model.current(), (int) position + 1),
        each -> Integer.toString(part.applyAsInt(each)));
  }

  private LabeledSlider setting(
      String name,
      String id,
      double last,
      ToDoubleFunction<Autoscaler> position,
      DoubleFunction<Autoscaler> valueAt,
      Function<Autoscaler, String> words) {
    var desired = model.desired();
    var slider =
        new DesiredValueSlider<>(
            name,
            desired,
            last,
            each -> position.applyAsDouble(each.orElseGet(model::current)),
            at -> Optional.of(valueAt.apply(at)),
            each -> words.apply(each.orElseGet(model::current)));
    slider.setId(id);
    return new LabeledSlider(
        name,
        slider,
        desired.valueProperty().map(each -> words.apply(each.orElseGet(model::current))));
  }
}
