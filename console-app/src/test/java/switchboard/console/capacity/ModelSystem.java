package switchboard.console.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import switchboard.console.Outcome;
import switchboard.console.capacity.TrialResult.Kind;

/**
 * A system with a known capacity: times grow as those of a queue do, and with noise.
 *
 * <p>With one server the mean time in the system is s / (1 − ρ), and its 99th percentile ln(100)
 * times that, with ρ the load over what it can serve (Kleinrock, Queueing Systems I, 1975, 3.2).
 */
final class ModelSystem implements LoadTrial {
  static final String DELIVERIES = "deliveries.p99<=100ms";
  static final String FAILED = "requests.failed == 0";

  private static final double LIMIT_MILLIS = 100;
  private static final double SERVICE_MILLIS = 1;

  private final double capacity;
  private final double noise;
  private final Random random;
  private IntFunction<TrialResult> before = load -> null;
  private double failsAt = Double.POSITIVE_INFINITY;
  final List<Integer> loads = new ArrayList<>();

  /**
   * @param capacity the load at which the 99th percentile is at its limit
   * @param noise the standard deviation of the logarithm of a window's percentile
   */
  ModelSystem(double capacity, double noise, long seed) {
    this.capacity = capacity;
    this.noise = noise;
    random = new Random(seed);
  }

  /** Requests fail from this load on, whatever the times are. */
  ModelSystem failingAt(double load) {
    failsAt = load;
    return this;
  }

  /** What comes of a window before the model is asked; null for nothing. */
  ModelSystem but(IntFunction<TrialResult> first) {
    before = first;
    return this;
  }

  @Override
  public Outcome<TrialResult> at(int load, boolean longer) {
    loads.add(load);
    var planted = before.apply(load);
    return Outcome.done(planted == null ? judged(load) : planted);
  }

  private TrialResult judged(int load) {
    var p99 = p99Millis(load) * Math.exp(noise * random.nextGaussian());
    if (load >= failsAt) {
      return TrialResult.of(Kind.MISSED, FAILED, "7 of 900 requests failed");
    }
    var found = DELIVERIES + ": " + Math.round(p99) + " ms";
    return p99 <= LIMIT_MILLIS
        ? TrialResult.passed(found)
        : TrialResult.of(Kind.MISSED, DELIVERIES, found);
  }

  private double p99Millis(double load) {
    var atLimit = 1 - Math.log(100) * SERVICE_MILLIS / LIMIT_MILLIS;
    var utilization = load / capacity * atLimit;
    return utilization >= 1
        ? Double.POSITIVE_INFINITY
        : Math.log(100) * SERVICE_MILLIS / (1 - utilization);
  }
}
