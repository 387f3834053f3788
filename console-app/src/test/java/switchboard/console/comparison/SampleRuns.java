package switchboard.console.comparison;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import switchboard.console.calibration.Aspect;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.Conditions;
import switchboard.console.calibration.RunFigure;
import switchboard.console.verdict.Result;

/**
 * Runs with the noise of real ones: percentiles are skewed (log-normal, with one run in ten that
 * something disturbed), shares of failures are mostly 0, and CPU is about normal.
 */
public final class SampleRuns {
  public static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private final SplittableRandom random;
  private final Map<RunFigure, Double> slower = new EnumMap<>(RunFigure.class);
  private final Map<Aspect, Map<String, String>> conditions = new EnumMap<>(Aspect.class);
  private Instant next = AT;
  private Result result = Result.PASSED;

  public SampleRuns(long seed) {
    random = new SplittableRandom(seed);
    conditions.put(Aspect.MACHINE, Map.of("cores", "2"));
    conditions.put(Aspect.PLATFORM, Map.of("platform", "This machine"));
    conditions.put(Aspect.LOAD, Map.of("users", "500"));
    conditions.put(Aspect.EXPERIMENT, Map.of("steps", "none"));
    conditions.put(Aspect.SETUP, Map.of("replicas", "3"));
    conditions.put(Aspect.VERSIONS, Map.of("Switchboard", "0.1.0"));
  }

  /** From now on, a figure is as much higher. */
  public SampleRuns slower(RunFigure figure, double by) {
    slower.put(figure, by);
    return this;
  }

  /** From now on, a fact is another one. */
  public SampleRuns with(Aspect aspect, String fact, String value) {
    conditions.put(aspect, Map.of(fact, value));
    return this;
  }

  /** From now on, two facts are others. */
  public SampleRuns with(
      Aspect aspect, String fact, String value, String otherFact, String otherValue) {
    conditions.put(aspect, Map.of(fact, value, otherFact, otherValue));
    return this;
  }

  /** From now on, runs come to this. */
  public SampleRuns endingAs(Result wanted) {
    result = wanted;
    return this;
  }

  /** A number of runs, one after the other. */
  public List<ComparedRun> take(int runs) {
    return IntStream.range(0, runs).mapToObj(i -> run()).toList();
  }

  private ComparedRun run() {
    next = next.plusSeconds(100);
    var values = new EnumMap<RunFigure, Double>(RunFigure.class);
    var disturbed = random.nextInt(10) == 0 ? 1.6 : 1;
    put(values, RunFigure.REQUESTS_P99, 0.040 * Math.exp(0.15 * random.nextGaussian()) * disturbed);
    put(
        values,
        RunFigure.DELIVERIES_P99,
        0.070 * Math.exp(0.20 * random.nextGaussian()) * disturbed);
    put(
        values,
        RunFigure.REQUESTS_FAILED,
        random.nextInt(5) == 0 ? random.nextInt(1, 4) / 180.0 : 0);
    put(values, RunFigure.DISCONNECTED, 20 * Math.exp(0.3 * random.nextGaussian()));
    put(values, RunFigure.CPU, 0.8 + 0.03 * random.nextGaussian());
    var facts = new EnumMap<Aspect, java.util.SortedMap<String, String>>(Aspect.class);
    conditions.forEach((aspect, of) -> facts.put(aspect, new TreeMap<>(of)));
    return new ComparedRun(
        next.getEpochSecond() + ".swb",
        "Kill backend-2 under 500 users",
        result,
        "every objective was met",
        next,
        new Conditions(facts),
        values);
  }

  private void put(Map<RunFigure, Double> values, RunFigure figure, double value) {
    values.put(figure, value + slower.getOrDefault(figure, 0.0));
  }

  /** What these runs calibrate. */
  public static Calibration calibration(List<ComparedRun> runs) {
    var values = new EnumMap<RunFigure, List<Double>>(RunFigure.class);
    runs.getFirst()
        .values()
        .keySet()
        .forEach(
            figure ->
                values.put(figure, runs.stream().map(run -> run.values().get(figure)).toList()));
    return new Calibration(
        runs.getFirst().conditions().key(),
        runs.getFirst().name(),
        "This machine",
        "0.1.0",
        runs.getLast().begun(),
        values);
  }
}
