package switchboard.console.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.Limitation;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.SweepTrial.State;
import switchboard.console.sweep.search.Weights;

/**
 * All measurements of one configuration together: a row of the table, a point of the charts.
 *
 * @param state failed when one of them failed
 * @param trials in order
 * @param limitation of the first that decided
 */
public record Point(
    Configuration configuration,
    double cost,
    State state,
    List<SweepTrial> trials,
    Limitation limitation) {
  public Point {
    Objects.requireNonNull(configuration);
    Objects.requireNonNull(state);
    trials = List.copyOf(trials);
    Objects.requireNonNull(limitation);
  }

  /** Those of some trials, the cheapest first. */
  static List<Point> of(List<SweepTrial> trials, Weights weights) {
    return trials.stream()
        .map(SweepTrial::configuration)
        .distinct()
        .map(
            each ->
                of(
                    each,
                    trials.stream().filter(one -> one.configuration().equals(each)).toList(),
                    weights))
        .sorted(Comparator.comparingDouble(Point::cost))
        .toList();
  }

  private static Point of(Configuration of, List<SweepTrial> trials, Weights weights) {
    var decided =
        Stream.of(State.FAILED, State.PASSED, State.UNKNOWN)
            .flatMap(
                state -> trials.stream().filter(each -> each.state() == state).findFirst().stream())
            .findFirst()
            .orElseThrow();
    return new Point(of, weights.cost(of), decided.state(), trials, decided.limitation());
  }

  private long count(State wanted) {
    return trials.stream().filter(each -> each.state() == wanted).count();
  }

  /** "passed 3 of 3", "failed", "failed 1 of 2", "not measured". */
  public String result() {
    var known = trials.size() - count(State.UNKNOWN);
    return switch (state) {
      case UNKNOWN -> "not measured";
      case PASSED -> known > 1 ? "passed " + known + " of " + known : "passed";
      case FAILED -> known > 1 ? "failed " + count(State.FAILED) + " of " + known : "failed";
    };
  }

  /** What limited it or, of one that failed and was limited by nothing that is known, how. */
  public String limitedBy() {
    return state == State.PASSED || !limitation.text().equals("nothing")
        ? limitation.text()
        : trials.stream()
            .filter(each -> each.state() == state)
            .findFirst()
            .orElseThrow()
            .sentence();
  }

  /**
   * The median of a figure over the measurements that have it, of an even number the lower one; NaN
   * without any.
   */
  public double median(Function<Figures, Double> figure) {
    var values =
        trials.stream()
            .map(SweepTrial::figures)
            .map(figure)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return values.isEmpty() ? Double.NaN : values.get((values.size() - 1) / 2);
  }

  /** Those that passed, and that nothing cheaper equals by this figure: less of it is better. */
  public static List<Point> frontier(List<Point> cheapestFirst, Function<Point, Double> figure) {
    var best = Double.POSITIVE_INFINITY;
    var frontier = new ArrayList<Point>();
    for (var each : cheapestFirst) {
      double value = figure.apply(each);
      if (each.state == State.PASSED && value < best) {
        best = value;
        frontier.add(each);
      }
    }
    return List.copyOf(frontier);
  }
}
