package switchboard.console.ui.cockpit.controls;

import static switchboard.console.ui.fx.SmallNodes.hint;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import switchboard.console.platform.Limits;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.operation.ProgressRow;
import switchboard.console.ui.slider.LabeledSlider;
import switchboard.console.ui.slider.SliderSteps;
import switchboard.console.ui.slider.StepSlider;

/** The sliders for limits, and the button that applies them. */
final class LimitsView extends VBox {
  private final LimitsModel model;

  /**
   * @param whyNot replicas may not be limited, in a sentence; empty when they may
   */
  LimitsView(LimitsModel model, ObservableValue<String> whyNot) {
    this.model = model;
    getStyleClass().add("settings");
    var hint = wrapped("", "hint");
    hint.setId("limit-hint");
    hint.textProperty().bind(model.hintProperty());
    Visibility.when(hint, model.hintProperty().map(text -> !text.isEmpty()));
    var note = hint(model.note());
    note.setId("limit-note");
    var sliders =
        new VBox(
            setting(
                "CPU",
                "limit-cpu",
                SliderSteps.ofCpus(model.range()),
                Unit.CORES,
                Limits::cpus,
                model::chooseCpus),
            setting(
                "Memory",
                "limit-memory",
                SliderSteps.ofMemory(model.range()),
                Unit.BYTES,
                Limits::memoryBytes,
                bytes -> model.chooseMemory((long) bytes)));
    sliders.getStyleClass().add("settings");
    var buttons = buttons();
    for (var each : List.of(sliders, buttons)) {
      each.disableProperty().bind(whyNot.map(why -> !why.isEmpty()));
    }
    getChildren()
        .addAll(
            sliders,
            note,
            hint,
            buttons,
            DisabledReason.note("limit-obstacle", whyNot),
            new ProgressRow(model.operation(), "Cancel the limit change"));
  }

  private LabeledSlider setting(
      String name,
      String id,
      SliderSteps stops,
      Unit unit,
      ToDoubleFunction<Limits> part,
      DoubleConsumer choose) {
    var value = model.valueProperty().map(part::applyAsDouble);
    var slider =
        StepSlider.of(
            name + " limit per replica",
            stops.last(),
            stops.indexOf(value.getValue()),
            () -> Format.figure(value.getValue(), unit).toString());
    slider.setId(id);
    // What cannot be limited here has one value; the note says why.
    slider.setDisable(stops.last() == 0);
    slider.onMoved(position -> choose.accept(stops.value(position)));
    value.subscribe(now -> slider.follow(stops.indexOf(now)));
    return new LabeledSlider(name, slider, value.map(now -> Format.figure(now, unit).toString()));
  }

  private Node buttons() {
    var reset = new Button("Reset");
    reset.setId("reset-limits");
    reset.getStyleClass().add("link-button");
    reset.setAccessibleText("Reset the sliders to the current limits");
    reset.setOnAction(action -> model.reset());
    Visibility.when(reset, model.movedProperty());
    var apply = new Button();
    apply.setId("apply-limits");
    apply.getStyleClass().add("accent");
    apply.textProperty().bind(model.buttonProperty());
    apply.disableProperty().bind(model.applicableProperty().not());
    apply.setOnAction(action -> model.apply());
    var row = row(8, reset, spring(), apply);
    return row;
  }
}
