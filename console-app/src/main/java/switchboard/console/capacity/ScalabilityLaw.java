package switchboard.console.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hipparchus.analysis.ParametricUnivariateFunction;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.fitting.SimpleCurveFitter;
import org.hipparchus.fitting.WeightedObservedPoint;
import switchboard.console.capacity.Growth.Estimate;
import switchboard.console.capacity.Growth.Fitted;
import switchboard.console.capacity.Growth.NotFitted;
import switchboard.console.text.Format;

/**
 * The Universal Scalability Law, X(N) = λN / (1 + σ(N − 1) + κN(N − 1)), fitted by least squares of
 * relative errors. Source: Gunther, A General Theory of Computational Scalability Based on Rational
 * Functions, arXiv:0808.1431 (2008), equation 3; λ, σ and κ as in Schwartz, Practical Scalability
 * Analysis with the Universal Scalability Law (2015).
 *
 * <p>Intervals are percentiles of a bootstrap of the residuals, which are widened by √(n / (n − p))
 * because a fit with p parameters takes some of them away (Davison and Hinkley, Bootstrap Methods
 * and their Application, 1997, 6.2.3).
 */
final class ScalabilityLaw {
  /** Twice the number of parameters. */
  static final int MIN_POINTS = 6;

  private static final int PARAMETERS = 3;
  private static final int MAX_ITERATIONS = 1_000;
  private static final int RESAMPLES = 1_000;
  private static final double MAX_LOST_RESAMPLES = 0.05;

  /** The same points have the same intervals. */
  private static final long SEED = 1;

  /** Contention and coherency of a system that grows well: where the fit begins. */
  private static final double FIRST_SIGMA = 0.05;

  private static final double FIRST_KAPPA = 0.001;

  private ScalabilityLaw() {}

  /** The curve, and its derivatives by λ, σ and κ. */
  private static final class Curve implements ParametricUnivariateFunction {
    @Override
    public double value(double replicas, double... of) {
      return of[0] * replicas / slowdown(replicas, of);
    }

    @Override
    public double[] gradient(double replicas, double... of) {
      var slowdown = slowdown(replicas, of);
      var byContention = -of[0] * replicas * (replicas - 1) / (slowdown * slowdown);
      return new double[] {replicas / slowdown, byContention, byContention * replicas};
    }

    private static double slowdown(double replicas, double... of) {
      return 1 + of[1] * (replicas - 1) + of[2] * replicas * (replicas - 1);
    }
  }

  private record Observed(int replicas, double load) {}

  /** Fits the law to the points whose ends are both known, if there are enough and it fits. */
  static Growth fit(List<GrowthPoint> points) {
    var known =
        points.stream()
            .flatMap(each -> each.middle().stream().mapToObj(it -> observed(each, it)))
            .toList();
    if (known.size() < MIN_POINTS) {
      return new NotFitted(
          Format.count(known.size(), "point")
              + (known.size() < points.size() ? " with both ends known" : "")
              + ", and it takes "
              + MIN_POINTS);
    }
    return parameters(known)
        .map(fitted -> judged(points, known, fitted))
        .orElseGet(() -> new NotFitted("the curve could not be brought near the points"));
  }

  private static Observed observed(GrowthPoint point, double load) {
    return new Observed(point.replicas(), load);
  }

  private static Growth judged(List<GrowthPoint> points, List<Observed> known, double... fitted) {
    var missed =
        points.stream()
            .filter(point -> point.middle().isPresent())
            .filter(point -> isMissed(point.capacity(), curve(point.replicas(), fitted)))
            .map(point -> Format.whole(point.replicas()))
            .toList();
    if (!missed.isEmpty()) {
      return new NotFitted(
          "the curve misses the capacity of " + Format.enumeration(missed) + " replicas");
    }
    if (fitted[1] < 0 || fitted[2] < 0) {
      return new NotFitted(
          "some replicas add more than their own, which the law does not describe");
    }
    return bootstrapped(known, fitted)
        .<Growth>map(each -> each)
        .orElseGet(() -> new NotFitted("the points leave its parameters open"));
  }

  /** By more than the ends are apart in any case. */
  private static boolean isMissed(Bracket bracket, double load) {
    return load < bracket.passed().orElseThrow() * (1 - SearchRange.PRECISION)
        || load > bracket.failed().orElseThrow() * (1 + SearchRange.PRECISION);
  }

  private static double curve(double replicas, double... parameters) {
    return new Curve().value(replicas, parameters);
  }

  private static Optional<double[]> parameters(List<Observed> points) {
    var smallest = points.getFirst();
    var start = new double[] {smallest.load() / smallest.replicas(), FIRST_SIGMA, FIRST_KAPPA};
    var weighted =
        points.stream()
            .map(
                each ->
                    new WeightedObservedPoint(
                        1 / (each.load() * each.load()), each.replicas(), each.load()))
            .toList();
    try {
      var found =
          SimpleCurveFitter.create(new Curve(), start)
              .withMaxIterations(MAX_ITERATIONS)
              .fit(weighted);
      return Arrays.stream(found).allMatch(Double::isFinite)
          ? Optional.of(found)
          : Optional.empty();
    } catch (MathRuntimeException e) {
      // Points that lie on no such curve let it wander off.
      return Optional.empty();
    }
  }

  private static Optional<Fitted> bootstrapped(List<Observed> known, double... fitted) {
    var widening = Math.sqrt((double) known.size() / (known.size() - PARAMETERS));
    var residuals =
        known.stream()
            .mapToDouble(each -> widening * (each.load() / curve(each.replicas(), fitted) - 1))
            .toArray();
    var random = new Random(SEED);
    var resampled = new ArrayList<double[]>();
    for (int i = 0; i < RESAMPLES; i++) {
      var sample =
          known.stream()
              .map(
                  each ->
                      new Observed(
                          each.replicas(),
                          curve(each.replicas(), fitted)
                              * (1 + residuals[random.nextInt(residuals.length)])))
              .toList();
      parameters(sample).ifPresent(resampled::add);
    }
    return resampled.size() < RESAMPLES * (1 - MAX_LOST_RESAMPLES)
        ? Optional.empty()
        : Optional.of(
            new Fitted(
                estimate(fitted, resampled, 0),
                estimate(fitted, resampled, 1),
                estimate(fitted, resampled, 2)));
  }

  private static Estimate estimate(double[] fitted, List<double[]> resampled, int parameter) {
    var sorted = resampled.stream().mapToDouble(each -> each[parameter]).sorted().toArray();
    return new Estimate(
        fitted[parameter],
        sorted[(int) (0.025 * sorted.length)],
        sorted[(int) Math.ceil(0.975 * sorted.length) - 1]);
  }
}
