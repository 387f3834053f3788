package switchboard.console.ui.faults.screen;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.Locale;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.fault.kind.Parameter;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.operation.ProgressRow;
import switchboard.console.ui.slider.LabeledSlider;
import switchboard.console.ui.slider.StepSlider;

/** How strong, how long and where the chosen kind is injected, and the button that does it. */
final class InjectionView extends VBox {
  /** Every arrow key is a step of the slider. */
  private static final int STEPS = 100;

  private static final double MAX_SLIDER_WIDTH = 280;

  private final InjectionModel model;
  private final HBox sliders = new HBox();
  private final FlowPane targets = new FlowPane(6, 6);

  /**
   * @param progress of what is done to components, in words; empty for none
   */
  InjectionView(InjectionModel model, ObservableValue<String> progress) {
    this.model = model;
    getStyleClass().addAll("card", "injection");
    sliders.getStyleClass().add("injection-sliders");
    targets.setId("targets");
    targets.setAccessibleText("Targets");
    var where = new VBox(5, label("Target", "setting-name"), targets);
    var lines =
        new VBox(
            4,
            line("consequence", "injection-text", InjectionOffer::consequence),
            line("injection-obstacle", "mistake", InjectionOffer::obstacle),
            line("outage", "mistake", InjectionOffer::warning),
            new ProgressRow(progress));
    lines.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(lines, Priority.ALWAYS);
    Visibility.when(where, model.choicesProperty().map(choices -> !choices.isEmpty()));
    var foot = row(16, lines, button());
    foot.getStyleClass().add("injection-foot");
    getChildren().addAll(sliders, where, foot);
    model.kindProperty().subscribe(kind -> showSliders());
    model.choicesProperty().subscribe(all -> showTargets());
    model.targetsProperty().subscribe(chosen -> showTargets());
  }

  private Node button() {
    var inject = new Button("", new FontIcon(Feather.ZAP));
    inject.setId("inject");
    inject.getStyleClass().add("kill");
    inject.setMinWidth(USE_PREF_SIZE);
    inject.textProperty().bind(model.offerProperty().map(InjectionOffer::button));
    inject.disableProperty().bind(model.offerProperty().map(each -> !each.isPossible()));
    inject.setOnAction(click -> model.inject());
    return inject;
  }

  private Label line(String id, String style, Function<InjectionOffer, String> text) {
    var line = wrapped("", style);
    line.setId(id);
    line.textProperty().bind(model.offerProperty().map(text));
    Visibility.when(line, line.textProperty().map(words -> !words.isEmpty()));
    return line;
  }

  private void showSliders() {
    sliders.getChildren().setAll(model.parameters().stream().map(this::slider).toList());
    Visibility.set(sliders, !sliders.getChildren().isEmpty());
  }

  private Node slider(Parameter parameter) {
    var value = model.amountsProperty().map(amounts -> amounts.of(parameter));
    var name =
        parameter.name().substring(0, 1).toUpperCase(Locale.ROOT) + parameter.name().substring(1);
    var slider =
        StepSlider.of(
            name,
            STEPS,
            STEPS * parameter.position(value.getValue()),
            () -> parameter.words(value.getValue()));
    // No wider than its name and value need: they share the room there is.
    slider.setPrefWidth(0);
    slider.setId("amount-" + parameter.name().replace(' ', '-'));
    slider.onMoved(position -> model.set(parameter, parameter.value((double) position / STEPS)));
    var setting = new LabeledSlider(name, slider, value.map(parameter::words));
    setting.setMaxWidth(MAX_SLIDER_WIDTH);
    HBox.setHgrow(setting, Priority.ALWAYS);
    return setting;
  }

  private void showTargets() {
    var choices = model.choicesProperty().get();
    targets.getChildren().removeIf(chip -> !choices.contains(((TargetChip) chip).target()));
    for (int i = 0; i < choices.size(); i++) {
      if (i >= targets.getChildren().size()
          || !((TargetChip) targets.getChildren().get(i)).target().equals(choices.get(i))) {
        targets.getChildren().add(i, new TargetChip(choices.get(i), model));
      }
    }
    targets.getChildren().forEach(chip -> ((TargetChip) chip).show(model.targetsProperty().get()));
  }
}
