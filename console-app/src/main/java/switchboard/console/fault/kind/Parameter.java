package switchboard.console.fault.kind;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Objects;
import switchboard.console.text.Unit;

/**
 * One dimension of how strong a fault is.
 *
 * @param name within a sentence: "delay"
 * @param least in the measure's unit; included
 * @param most likewise
 * @param preset unless something else is chosen
 * @param scale of a slider for it
 */
public record Parameter(
    String name, Measure measure, double least, double most, double preset, Scale scale) {
  /** As many digits as a slider's value is worth. */
  private static final MathContext DIGITS = new MathContext(2);

  public Parameter {
    Objects.requireNonNull(name);
    Objects.requireNonNull(measure);
    Objects.requireNonNull(scale);
    if (!(least <= preset && preset <= most)) {
      throw new IllegalArgumentException(least + " to " + most + " does not contain " + preset);
    }
  }

  static Parameter of(Duration least, Duration most, Duration preset, String name) {
    return new Parameter(
        name,
        Measure.DURATION,
        Measure.seconds(least),
        Measure.seconds(most),
        Measure.seconds(preset),
        Scale.LOGARITHMIC);
  }

  /** Its name in a file, one word: "share" of a "share of requests". */
  public String key() {
    return name.replaceFirst(" .*", "");
  }

  /** What values are in. */
  public Unit unit() {
    return measure.unit();
  }

  /** A value as an operator writes it, with its unit: "200ms". */
  public String text(double value) {
    return measure.text(value);
  }

  /** A value as it is shown, with its unit: "200 ms". */
  public String words(double value) {
    return measure.words(value);
  }

  /**
   * The value at a slider's position, with two digits.
   *
   * @param position 0 to 1
   */
  public double value(double position) {
    double exact = scale.value(position, least, most);
    double rounded = new BigDecimal(exact).round(DIGITS).doubleValue();
    return Math.clamp(rounded, least, most);
  }

  /** Where a value in range is on a slider, 0 to 1. */
  public double position(double value) {
    return scale.position(value, least, most);
  }

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException when it is out of range, saying what is expected
   */
  double checked(double value) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "the %s is %s to %s".formatted(name, text(least), text(most)));
    }
    return value;
  }
}
