package switchboard.console.ui.slider;

import static switchboard.console.ui.fx.SmallNodes.label;

import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/** The numbers beneath a slider, each centred under its position. */
public final class SliderScale extends Pane {
  /** The thumb's middle never reaches the slider's edge. */
  private static final double THUMB_RADIUS = 8;

  private final int last;
  private final int step;

  public SliderScale(int last, int step) {
    this.last = last;
    this.step = step;
    getStyleClass().add("slider-scale");
    for (int number = 0; number <= last; number += step) {
      getChildren().add(label(Integer.toString(number), "slider-number"));
    }
    setMouseTransparent(true);
  }

  @Override
  protected double computePrefHeight(double width) {
    return getChildren().getFirst().prefHeight(-1);
  }

  @Override
  protected void layoutChildren() {
    var way = getWidth() - 2 * THUMB_RADIUS;
    for (int i = 0; i < getChildren().size(); i++) {
      var number = (Label) getChildren().get(i);
      var width = number.prefWidth(-1);
      var middle = THUMB_RADIUS + way * i * step / last;
      number.resizeRelocate(Math.rint(middle - width / 2), 0, width, number.prefHeight(-1));
    }
  }
}
