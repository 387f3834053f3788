package switchboard.console.metrics;

import java.util.Objects;

/** One value of one series, without its time. */
public record Sample(Labels labels, double value) {
  public Sample {
    Objects.requireNonNull(labels);
  }

  /** A number as Go writes it: {@code +Inf}, {@code -Inf} and {@code NaN} among them. */
  public static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> {
        if (text.isEmpty() || "0123456789.".indexOf(text.charAt(text.length() - 1)) < 0) {
          throw new NumberFormatException(text);
        }
        yield Double.parseDouble(text);
      }
    };
  }
}
