package switchboard.console.ui.slider;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.TabularText;

/** A slider with its name and its value above it. */
public final class LabeledSlider extends VBox {
  public LabeledSlider(String name, Slider slider, ObservableValue<String> text) {
    var value = new TabularText("setting-value");
    text.subscribe(value::setText);
    getStyleClass().add("setting");
    Label title = label(name, "setting-name");
    title.setLabelFor(slider);
    var head = new HBox(8, title, spring(), value);
    head.setAlignment(Pos.BASELINE_LEFT);
    getChildren().addAll(head, slider);
  }
}
