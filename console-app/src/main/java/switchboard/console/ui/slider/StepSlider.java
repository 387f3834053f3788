package switchboard.console.ui.slider;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Skin;
import javafx.scene.control.Slider;

/**
 * A slider over whole positions that distinguishes moves by the operator from those by the system.
 */
public class StepSlider extends Slider {
  private final Supplier<String> words;
  private boolean following;

  /**
   * One that moves nothing by itself; see {@link #onMoved}.
   *
   * @param last the last position
   * @param words the value for screen readers
   */
  public static StepSlider of(String name, double last, double position, Supplier<String> words) {
    return new StepSlider(name, last, position, words);
  }

  StepSlider(String name, double last, double position, Supplier<String> words) {
    super(0, last, position);
    this.words = words;
    setAccessibleText(name);
    setMajorTickUnit(1);
    setMinorTickCount(0);
    setBlockIncrement(1);
    setSnapToTicks(true);
  }

  /** Calls with every position that the operator moves it to. */
  public final void onMoved(IntConsumer moved) {
    valueProperty()
        .addListener(
            (property, was, now) -> {
              if (!following) {
                moved.accept(position());
              }
            });
  }

  /** The position that is nearest. */
  public final int position() {
    return (int) Math.rint(getValue());
  }

  /** Moves it without an operator. */
  public final void follow(double position) {
    following = true;
    setValue(position);
    following = false;
  }

  /** Gives it another number of positions, without an operator. */
  public final void rescale(double last, double position) {
    following = true;
    setMax(last);
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
        ? words.get()
        : super.queryAccessibleAttribute(attribute, parameters);
  }
}
