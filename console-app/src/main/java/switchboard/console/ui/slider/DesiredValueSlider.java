package switchboard.console.ui.slider;

import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.scene.input.MouseEvent;
import switchboard.console.ui.operation.DesiredValue;

/** A slider for a {@link DesiredValue}: a drag is applied when it is released. */
public final class DesiredValueSlider<T> extends StepSlider {
  private final DesiredValue<T> desired;

  /**
   * @param last the position of the last stop
   * @param position of a value
   * @param valueAt a whole position
   * @param words the value for screen readers
   */
  public DesiredValueSlider(
      String name,
      DesiredValue<T> desired,
      double last,
      ToDoubleFunction<T> position,
      DoubleFunction<T> valueAt,
      Function<T, String> words) {
    super(
        name,
        last,
        position.applyAsDouble(desired.valueProperty().get()),
        () -> words.apply(desired.valueProperty().get()));
    this.desired = desired;
    onMoved(moved -> moved(valueAt.apply(moved)));
    valueChangingProperty()
        .addListener(
            (property, was, changing) -> {
              desired.hold(changing);
              if (!changing) {
                desired.apply(valueAt.apply(position()));
              }
            });
    desired
        .valueProperty()
        .addListener((property, was, now) -> follow(position.applyAsDouble(now)));
    // The skin calls it a change only when the thumb is dragged, not when the track is.
    addEventFilter(MouseEvent.MOUSE_PRESSED, press -> setValueChanging(true));
    addEventFilter(MouseEvent.MOUSE_RELEASED, release -> setValueChanging(false));
  }

  private void moved(T wanted) {
    if (isValueChanging()) {
      desired.valueProperty().set(wanted);
    } else {
      desired.apply(wanted);
    }
  }
}
