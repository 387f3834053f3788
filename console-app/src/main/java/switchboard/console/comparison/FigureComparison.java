package switchboard.console.comparison;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.RunFigure;
import switchboard.console.statistics.Noise;
import switchboard.console.statistics.Samples;
import switchboard.console.statistics.Shift;

/**
 * One figure of both sides.
 *
 * @param a its value in each run of A
 * @param b its value in each run of B
 * @param noise of equal runs on this machine; empty when it is not calibrated for them
 * @param shift from A to B; empty when there are too few runs
 * @param adjusted the shift's p value beside those of the other figures (Holm); empty when there is
 *     no answer
 * @param answer empty when these runs are not compared
 * @param moreRuns about how many more on each side would decide; of one that is undecided
 */
public record FigureComparison(
    RunFigure figure,
    List<Double> a,
    List<Double> b,
    Margin margin,
    Optional<Noise> noise,
    Optional<Shift> shift,
    OptionalDouble adjusted,
    Optional<Answer> answer,
    OptionalInt moreRuns) {
  /** What nobody runs is not counted more exactly. */
  public static final int MAX_MORE_RUNS = 100;

  public FigureComparison {
    a = List.copyOf(a);
    b = List.copyOf(b);
    Objects.requireNonNull(margin);
    Objects.requireNonNull(noise);
    Objects.requireNonNull(shift);
    Objects.requireNonNull(adjusted);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(moreRuns);
  }

  /** Without an answer. */
  static FigureComparison of(
      RunFigure figure, List<Double> a, List<Double> b, Margin margin, Optional<Noise> noise) {
    return new FigureComparison(
        figure,
        a,
        b,
        margin,
        noise,
        Shift.between(array(a), array(b), Calibration.CONFIDENCE),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /**
   * The same with its answer.
   *
   * @param chance the p value beside those of the others
   * @param figures how many there are together
   */
  FigureComparison answered(double chance, int figures) {
    var found = shift.orElseThrow();
    var answer = answer(found, chance);
    return new FigureComparison(
        figure,
        a,
        b,
        margin,
        noise,
        shift,
        OptionalDouble.of(chance),
        Optional.of(answer),
        answer == Answer.UNDECIDED
            ? OptionalInt.of(moreRuns(found, figures))
            : OptionalInt.empty());
  }

  /**
   * An interval that is within the margin says more than that it does not hold 0. Which side is
   * lower is said by what was tested, the ranks: where most values are equal, the estimate is 0.
   */
  private Answer answer(Shift found, double chance) {
    if (found.low() >= -margin.value() && found.high() <= margin.value()) {
      return Answer.SAME;
    }
    if (chance > 1 - Calibration.CONFIDENCE) {
      return Answer.UNDECIDED;
    }
    return found.direction() < 0 ? Answer.BETTER : Answer.WORSE;
  }

  /**
   * As many as make the interval so short that it leaves out 0, or comes to lie within the margin,
   * whichever is nearer, if the estimate stays: an interval's length falls with the square root of
   * the number of runs.
   */
  private int moreRuns(Shift found, int figures) {
    var runs = Math.min(a.size(), b.size());
    var strict =
        Shift.between(array(a), array(b), 1 - (1 - Calibration.CONFIDENCE) / figures).orElse(found);
    var distance = Math.abs(found.estimate());
    var enough = Math.max(distance, margin.value() - distance);
    var needed = enough == 0 ? MAX_MORE_RUNS : runs * Math.pow(strict.halfWidth() / enough, 2);
    return (int) Math.clamp(Math.ceil(needed - runs), 1, MAX_MORE_RUNS);
  }

  public double medianOfA() {
    return Samples.median(a);
  }

  public double medianOfB() {
    return Samples.median(b);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
