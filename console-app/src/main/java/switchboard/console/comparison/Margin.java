package switchboard.console.comparison;

import java.util.Optional;
import java.util.OptionalDouble;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.RunFigure;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * A difference that does not matter: what is surely smaller counts as the same.
 *
 * @param value in the figure's unit
 * @param source why it is so large, to follow it in a sentence
 */
public record Margin(double value, String source) {
  /** Where nothing is known of the noise. */
  public static final double DEFAULT_PERCENT = 10;

  /**
   * Of a figure, whichever of these is known first; and never less than what matters to nobody.
   *
   * @param percent of A's median, as it was asked for
   * @param runs on the side that has fewer
   */
  static Margin of(
      RunFigure figure,
      double medianOfA,
      OptionalDouble percent,
      Optional<Calibration> calibration,
      int runs) {
    var visible =
        calibration.map(each -> each.visible(figure, runs)).orElse(OptionalDouble.empty());
    var wanted =
        percent.isEmpty() && visible.isPresent()
            ? new Margin(
                visible.getAsDouble(),
                "what this machine can see with " + Format.count(runs, "run") + " a side")
            : ofPercent(medianOfA, percent.orElse(DEFAULT_PERCENT));
    return wanted.value < figure.negligible()
        ? new Margin(figure.negligible(), "less matters to nobody")
        : wanted;
  }

  private static Margin ofPercent(double medianOfA, double percent) {
    return new Margin(
        Math.abs(medianOfA) * percent / 100, Format.figure(percent, Unit.PERCENT) + " of A");
  }
}
