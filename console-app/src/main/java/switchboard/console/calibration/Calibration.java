package switchboard.console.calibration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import switchboard.console.report.calibrated.Calibrated;
import switchboard.console.statistics.Noise;

/**
 * What equal runs on a machine gave: their noise, and how small a difference can be seen.
 *
 * @param key of the conditions that they have in common
 * @param name of the experiment, to be read
 * @param platform on screen, to be read
 * @param version of the product
 * @param at when the last run of it began
 * @param values of its runs, each figure's in the order of the runs
 */
public record Calibration(
    String key,
    String name,
    String platform,
    String version,
    Instant at,
    Map<RunFigure, List<Double>> values) {
  /** A comparison is wrong in at most 5 of 100 cases. */
  public static final double CONFIDENCE = 0.95;

  /** More figures make each harder to tell. */
  public static final int MAX_FIGURES = 5;

  /** How many runs a calibration takes at least: fewer do not tell their noise. */
  public static final int MIN_RUNS = 5;

  /** For how many runs on each side it says what can be seen. */
  public static final List<Integer> RUNS_A_SIDE = List.of(5, 10, 20);

  public Calibration {
    Objects.requireNonNull(key);
    Objects.requireNonNull(name);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(version);
    Objects.requireNonNull(at);
    values = Map.copyOf(values);
  }

  /** Its figures, in their order. */
  public List<RunFigure> figures() {
    return Stream.of(RunFigure.values()).filter(values::containsKey).toList();
  }

  /** How many runs it is made of. */
  public int runs() {
    return values.values().stream().mapToInt(List::size).findFirst().orElse(0);
  }

  /** The noise of a figure; empty when it was not calibrated. */
  public Optional<Noise> noise(RunFigure figure) {
    return Optional.ofNullable(values.get(figure))
        .map(of -> new Noise(of.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /**
   * The smallest difference of a figure that a comparison with this many runs on each side finds in
   * {@value Noise#POWER_PERCENT} of 100 cases, though it asks for as many figures as it can: the
   * first step of {@link switchboard.console.statistics.Holm}.
   */
  public OptionalDouble visible(RunFigure figure, int runs) {
    return noise(figure)
        .map(noise -> noise.visible(runs, 1 - (1 - CONFIDENCE) / compared()))
        .orElse(OptionalDouble.empty());
  }

  /** As a report prints it; empty without figures. */
  public Optional<Calibrated> toReport() {
    var figures = figures().stream().map(this::toReport).toList();
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Calibrated(
                at.toString(),
                version,
                runs(),
                Noise.POWER_PERCENT,
                noise(figures().getFirst()).orElseThrow().coveragePercent(),
                figures));
  }

  private Calibrated.CalibratedFigure toReport(RunFigure figure) {
    var noise = noise(figure).orElseThrow();
    return new Calibrated.CalibratedFigure(
        figure.word(),
        figure.title(),
        figure.unit(),
        noise.median(),
        noise.low(),
        noise.high(),
        RUNS_A_SIDE.stream()
            .flatMap(
                runs ->
                    visible(figure, runs).stream()
                        .mapToObj(difference -> new Calibrated.Visible(runs, difference)))
            .toList());
  }

  private int compared() {
    return Math.min(MAX_FIGURES, values.size());
  }
}
