package switchboard.console.ui.settings;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A setting as typed, with its error. FX thread only. */
final class ValidatedField<T> {
  private final StringProperty text;
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");
  private final Function<String, T> parse;
  private final Check<T> check;
  private final Consumer<T> valid;
  private int takes;

  /** Checks a value beyond its text. */
  @FunctionalInterface
  interface Check<T> {
    /**
     * Returns immediately.
     *
     * @param answer hears on the FX thread, now or later, what is wrong; empty for nothing
     */
    void ask(T value, Consumer<String> answer);
  }

  /**
   * @param parse says what is wrong by an IllegalArgumentException
   * @param valid gets every value that can be
   */
  ValidatedField(String name, String text, Function<String, T> parse, Consumer<T> valid) {
    this(name, text, parse, (value, answer) -> answer.accept(""), valid);
  }

  /**
   * @param parse says what is wrong by an IllegalArgumentException
   * @param check of what could be parsed
   * @param valid gets every value that can be
   */
  ValidatedField(
      String name, String text, Function<String, T> parse, Check<T> check, Consumer<T> valid) {
    this.text = new SimpleStringProperty(this, name, text);
    this.parse = parse;
    this.check = check;
    this.valid = valid;
  }

  StringProperty textProperty() {
    return text;
  }

  /** What is wrong with the text, which is not applied then; empty otherwise. */
  ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /** Takes the text as it is now; of several whose check takes time, only the newest counts. */
  void take() {
    takes++;
    var take = takes;
    try {
      var value = parse.apply(text.get());
      check.ask(
          value,
          problem -> {
            if (take == takes) {
              mistake.set(problem);
              if (problem.isEmpty()) {
                valid.accept(value);
              }
            }
          });
    } catch (IllegalArgumentException e) {
      mistake.set(e.getMessage() + ".");
    }
  }

  /** A whole number. */
  static int number(String typed, String what, int least, int most) {
    var text = typed.strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "“%s” is not %s; expected %d to %d", text, what, least, most),
          e);
    }
  }
}
