package switchboard.console.verdict;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import switchboard.console.load.Distribution;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Windows;

/**
 * What users did and met in some time.
 *
 * @param failed of the requests
 * @param requestTimes from the intended start; empty when they are not known
 * @param deliveryTimes from the intended send to the receipt; empty when they are not known
 * @param disconnectedSeconds of all users together; empty when they are not known
 */
public record Population(
    long requests,
    long failed,
    Optional<Distribution> requestTimes,
    Optional<Distribution> deliveryTimes,
    Optional<Double> disconnectedSeconds) {

  /** Of no time at all. */
  public static final Population NONE =
      new Population(
          0, 0, Optional.of(Distribution.NONE), Optional.of(Distribution.NONE), Optional.of(0.0));

  public Population {
    Objects.requireNonNull(requestTimes);
    Objects.requireNonNull(deliveryTimes);
    Objects.requireNonNull(disconnectedSeconds);
  }

  /** Between two figures of the same simulators, the second of which continues the first. */
  public static Population between(LoadStats from, LoadStats until) {
    return new Population(
        until.requests().total() - from.requests().total(),
        until.requests().failed() - from.requests().failed(),
        times(from.latencyMillis(), until.latencyMillis()),
        times(from.deliveryMillis(), until.deliveryMillis()),
        both(
            Optional.ofNullable(from.users().disconnectedSeconds()),
            Optional.ofNullable(until.users().disconnectedSeconds()),
            (earlier, later) -> later - earlier));
  }

  /**
   * How long what came between two figures took.
   *
   * @return empty when that is not known
   */
  public static Optional<Distribution> times(Windows from, Windows until) {
    try {
      return both(
          Distribution.of(from.sinceStart()),
          Distribution.of(until.sinceStart()),
          (earlier, later) -> later.minus(earlier));
    } catch (IllegalArgumentException e) {
      // A histogram that cannot be read, or that has lost some: nothing is known.
      return Optional.empty();
    }
  }

  /**
   * The value of a figure that has phases, in its measure: its limit of an objective has the same.
   *
   * @return empty when it is not known
   */
  public OptionalDouble value(Figure figure) {
    return new Measured(
            Map.of(Phase.RUN, this), List.of(), Optional.empty(), Optional.empty(), Map.of())
        .judge(new Objective(figure, 0, Phase.RUN, true))
        .measured();
  }

  /** Both together. */
  public Population plus(Population other) {
    return new Population(
        requests + other.requests,
        failed + other.failed,
        both(requestTimes, other.requestTimes, Distribution::plus),
        both(deliveryTimes, other.deliveryTimes, Distribution::plus),
        both(disconnectedSeconds, other.disconnectedSeconds, Double::sum));
  }

  private static <T> Optional<T> both(
      Optional<T> one, Optional<T> other, BinaryOperator<T> combined) {
    return one.flatMap(first -> other.map(second -> combined.apply(first, second)));
  }
}
