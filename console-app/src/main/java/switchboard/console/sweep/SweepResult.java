package switchboard.console.sweep;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import switchboard.console.platform.Limits;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.Neighbour;
import switchboard.console.sweep.search.SweepAnswer;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.Weights;

/**
 * The result of a sweep; its fields are those of the JSON file. What is not known is absent.
 *
 * @param schema of which version this is
 * @param version of the product
 * @param seed of the order, and of what faults left to chance
 * @param cost how it is computed
 * @param complete whether nothing more would change the answer; otherwise it can be resumed
 * @param points each configuration that was measured, the cheapest first
 * @param cheapest that passed; absent when none did
 * @param certificate what is proven of it
 * @param advice what usage alone says; absent when no usage was measured
 */
public record SweepResult(
    String schema,
    String version,
    Specification specification,
    long seed,
    String cost,
    boolean complete,
    List<MeasuredPoint> points,
    Size cheapest,
    Certificate certificate,
    UsageAdvice advice) {
  public static final String SCHEMA = "switchboard.sweep/v1";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** A configuration, and what it costs. */
  public record Size(int replicas, double cpuCores, long memoryMiB, double cost) {
    static Size of(Configuration one, Weights weights) {
      return new Size(
          one.replicas(), one.limits().cpus(), one.limits().memoryBytes() >> 20, weights.cost(one));
    }
  }

  /**
   * All measurements of a configuration together.
   *
   * @param state "passed", "failed" or "unknown"
   * @param limitedBy "CPU limit", "memory limit", "start", "gateway", "store", "machine",
   *     "simulator" or "nothing"
   * @param limitation the same with how that is known
   * @param trials in order
   */
  public record MeasuredPoint(
      Size size,
      String state,
      String result,
      String limitedBy,
      String limitation,
      List<MeasuredTrial> trials) {
    static MeasuredPoint of(Point point, Weights weights) {
      return new MeasuredPoint(
          Size.of(point.configuration(), weights),
          word(point.state()),
          point.result(),
          point.limitation().by().word(),
          point.limitedBy(),
          point.trials().stream().map(MeasuredTrial::of).toList());
    }
  }

  /**
   * One measurement.
   *
   * @param bundle the name of its file among the runs; absent when it is not kept
   */
  public record MeasuredTrial(
      String state, String sentence, String limitedBy, Figures figures, String bundle) {
    static MeasuredTrial of(SweepTrial trial) {
      return new MeasuredTrial(
          word(trial.state()),
          trial.sentence(),
          trial.limitation().by().word(),
          trial.figures(),
          trial.bundle());
    }
  }

  /**
   * What is proven of the cheapest.
   *
   * @param issued whether all of it is there
   * @param missing what is not, in sentences
   * @param passes how often it passed
   * @param neighbours what is one step cheaper, on each axis
   */
  public record Certificate(
      boolean issued, List<String> missing, long passes, List<OneStepCheaper> neighbours) {}

  /**
   * What is one step cheaper.
   *
   * @param size absent where there is none
   */
  public record OneStepCheaper(String axis, Size size, boolean failed, String sentence) {
    static OneStepCheaper of(Neighbour neighbour, Weights weights) {
      return new OneStepCheaper(
          neighbour.axis().word(),
          neighbour.configuration() == null ? null : Size.of(neighbour.configuration(), weights),
          neighbour.failed(),
          neighbour.sentence());
    }
  }

  /**
   * What a right-sizer says that reads usage alone.
   *
   * @param basis whose usage was read
   * @param cpuCores that it says, as {@code memoryMiB}
   * @param tried the same within what the platform can set
   * @param measured what came of it; absent when it was not tried
   */
  public record UsageAdvice(
      String rule, Size basis, double cpuCores, long memoryMiB, Size tried, String measured) {
    static UsageAdvice of(Advice advice, List<Point> points, Weights weights) {
      Limits said = advice.said();
      return new UsageAdvice(
          Advice.RULE,
          Size.of(advice.basis(), weights),
          said.cpus(),
          said.memoryBytes() >> 20,
          Size.of(advice.tried(), weights),
          advice.measured(points).orElse(null));
    }
  }

  static SweepResult of(SweepState state, String platform, SweepPlan plan, String version)
      throws IOException {
    var answer = state.answer();
    return new SweepResult(
        SCHEMA,
        version,
        Specification.of(platform, plan),
        plan.seed(),
        plan.weights().text(),
        state.complete(),
        state.points().stream().map(each -> MeasuredPoint.of(each, plan.weights())).toList(),
        answer.cheapest().map(each -> Size.of(each, plan.weights())).orElse(null),
        certificate(answer, plan.weights()),
        state
            .advice()
            .map(each -> UsageAdvice.of(each, state.points(), plan.weights()))
            .orElse(null));
  }

  private static Certificate certificate(SweepAnswer answer, Weights weights) {
    return new Certificate(
        answer.isCertified(),
        answer.missing(),
        answer.passes().stream().filter(each -> each.state() == SweepTrial.State.PASSED).count(),
        answer.neighbours().stream().map(each -> OneStepCheaper.of(each, weights)).toList());
  }

  private static String word(SweepTrial.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The JSON file. */
  public String toJson() {
    return GSON.toJson(this);
  }
}
