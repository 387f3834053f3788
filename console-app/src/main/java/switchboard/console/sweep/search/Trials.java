package switchboard.console.sweep.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import switchboard.console.sweep.search.SweepTrial.State;

/**
 * All that has been measured of a space so far, in order. A configuration that failed once has
 * failed; one that could not be measured {@value #MAX_UNKNOWN} times is left at that.
 */
public record Trials(Space space, Weights weights, List<SweepTrial> all) {
  /** How often a configuration passes that is certified. */
  public static final int PASSES = 3;

  static final int MAX_UNKNOWN = 3;

  public Trials {
    all = all.stream().filter(each -> space.contains(each.configuration())).toList();
  }

  /** What is known of a configuration. */
  enum Standing {
    /** Not measured, or not well. */
    OPEN,
    PASSING,
    FAILED,
    /** It was tried, and cannot be measured. */
    UNMEASURABLE
  }

  /** Of a configuration. */
  public List<SweepTrial> of(Configuration wanted) {
    return all.stream().filter(each -> each.configuration().equals(wanted)).toList();
  }

  private long count(Configuration of, State state) {
    return of(of).stream().filter(each -> each.has(state)).count();
  }

  long passes(Configuration of) {
    return count(of, State.PASSED);
  }

  boolean hasFailed(Configuration one) {
    return count(one, State.FAILED) > 0;
  }

  boolean canBeMeasured(Configuration one) {
    return count(one, State.UNKNOWN) < MAX_UNKNOWN;
  }

  Standing standing(Configuration of) {
    return hasFailed(of)
        ? Standing.FAILED
        : passes(of) > 0
            ? Standing.PASSING
            : canBeMeasured(of) ? Standing.OPEN : Standing.UNMEASURABLE;
  }

  /** Whether one with at least as much of everything has failed. */
  boolean mustFail(Configuration one) {
    return all.stream()
        .anyMatch(each -> each.has(State.FAILED) && one.isWithin(each.configuration()));
  }

  /** Whether one with no more of anything passes. */
  boolean mustPass(Configuration one) {
    return all.stream()
        .map(SweepTrial::configuration)
        .anyMatch(each -> each.isWithin(one) && standing(each) == Standing.PASSING);
  }

  double cost(Configuration of) {
    return weights.cost(of);
  }

  /** The cheapest that has passed and never failed; of equal cost the one with fewer replicas. */
  public Optional<Configuration> cheapest() {
    return all.stream()
        .map(SweepTrial::configuration)
        .distinct()
        .filter(each -> standing(each) == Standing.PASSING)
        .min(
            Comparator.comparingDouble(this::cost)
                .thenComparingInt(Configuration::replicas)
                .thenComparingDouble(each -> each.limits().cpus()));
  }

  Optional<Configuration> newest() {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().configuration());
  }
}
