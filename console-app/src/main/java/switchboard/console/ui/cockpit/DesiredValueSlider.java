package switchboard.console.ui.cockpit;

import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.scene.input.MouseEvent;

/** A slider for a {@link DesiredValue}: a drag counts when it is released. */
final class DesiredValueSlider<T> extends StepSlider {
  private final DesiredValue<T> wish;

  /**
   * @param last the position of the last stop
   * @param position of a value
   * @param valueAt a whole position
   * @param words the value for screen readers
   */
  DesiredValueSlider(
      String name,
      DesiredValue<T> wish,
      double last,
      ToDoubleFunction<T> position,
      DoubleFunction<T> valueAt,
      Function<T, String> words) {
    super(
        name,
        last,
        position.applyAsDouble(wish.valueProperty().get()),
        () -> words.apply(wish.valueProperty().get()));
    this.wish = wish;
    onMoved(moved -> moved(valueAt.apply(moved)));
    valueChangingProperty()
        .addListener(
            (property, was, changing) -> {
              wish.hold(changing);
              if (!changing) {
                wish.apply(valueAt.apply(position()));
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
}
