package switchboard.console.ui.cockpit;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Skin;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseEvent;

/** A slider for a {@link Wish}: it moves in whole stops, and a drag counts when it is released. */
final class WishSlider<T> extends Slider {
  private final Function<T, String> words;
  private final Wish<T> wish;
  private boolean following;

  /**
   * @param last the position of the last stop
   * @param position of a value
   * @param valueAt a whole position
   * @param words the value for screen readers
   */
  WishSlider(
      String name,
      Wish<T> wish,
      double last,
      ToDoubleFunction<T> position,
      DoubleFunction<T> valueAt,
      Function<T, String> words) {
    super(0, last, position.applyAsDouble(wish.valueProperty().get()));
    this.wish = wish;
    this.words = words;
    setAccessibleText(name);
    setMajorTickUnit(1);
    setMinorTickCount(0);
    setBlockIncrement(1);
    setSnapToTicks(true);
    valueProperty()
        .addListener(
            (property, was, now) -> {
              if (!following) {
                moved(valueAt.apply(Math.rint(now.doubleValue())));
              }
            });
    valueChangingProperty()
        .addListener(
            (property, was, changing) -> {
              wish.hold(changing);
              if (!changing) {
                wish.apply(valueAt.apply(Math.rint(getValue())));
              }
            });
    wish.valueProperty().addListener((property, was, now) -> follow(position.applyAsDouble(now)));
    // The skin calls it a change only when the thumb is dragged, not when the track is.
    addEventFilter(MouseEvent.MOUSE_PRESSED, press -> setValueChanging(true));
    addEventFilter(MouseEvent.MOUSE_RELEASED, release -> setValueChanging(false));
  }

  private void moved(T wanted) {
    if (isValueChanging()) {
      wish.valueProperty().set(wanted);
    } else {
      wish.apply(wanted);
    }
  }

  private void follow(double position) {
    following = true;
    setValue(position);
    following = false;
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new ProgressSliderSkin(this);
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.VALUE_STRING
        ? words.apply(wish.valueProperty().get())
        : super.queryAccessibleAttribute(attribute, parameters);
  }
}
