package switchboard.console.capacity;

import com.google.gson.Gson;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import switchboard.console.capacity.Growth.Estimate;
import switchboard.console.experiment.RunResult;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Result;

/**
 * The result file; its fields are those of docs/capacity.schema.json.
 *
 * @param unit what loads count: users or requestsPerSecond
 * @param users what each does; absent with a rate
 * @param target what is requested; absent with users
 * @param minusOne absent when it was not asked for, or not found
 * @param growth absent when it was not asked for
 */
record CapacityJson(
    Result result,
    List<String> sentences,
    String platform,
    String unit,
    List<String> objectives,
    double warmUpSeconds,
    double windowSeconds,
    User users,
    String target,
    List<Capacity> capacities,
    MinusOne minusOne,
    GrowthResult growth) {
  private static final Gson GSON = RunResult.json().create();

  /** What a virtual user does. */
  record User(double messagesPerMinute, double readsPerMinute, int roomSize) {}

  /**
   * That of a number of replicas.
   *
   * @param passed absent when no load passed
   * @param failed absent unless the system missed an objective there
   * @param undecidedFrom absent unless no window there passed or missed
   * @param limitedFrom absent unless the simulator or the machine was the limit from there on
   * @param cause the objective that binds, or what limited
   * @param sustained whether three windows agree at each end
   */
  record Capacity(
      int replicas,
      Result result,
      Integer passed,
      Integer failed,
      Integer undecidedFrom,
      Integer limitedFrom,
      String cause,
      boolean sustained,
      boolean undecided,
      List<Bracket.Uneven> uneven,
      List<Window> trials) {
    static Capacity of(Found found) {
      var bracket = found.bracket();
      return new Capacity(
          found.replicas(),
          found.result(),
          whole(bracket.passed()),
          upper(bracket, Bracket.End.MISSED),
          upper(bracket, Bracket.End.UNDECIDED),
          upper(bracket, Bracket.End.LIMITED),
          bracket.cause().orElse(null),
          bracket.sustained(),
          bracket.undecided(),
          bracket.uneven(),
          found.trials().stream().map(Window::of).toList());
    }

    private static Integer upper(Bracket bracket, Bracket.End end) {
      return bracket.end() == end ? whole(bracket.failed()) : null;
    }

    private static Integer whole(OptionalInt load) {
      return load.isPresent() ? load.getAsInt() : null;
    }
  }

  /**
   * One trial.
   *
   * @param bundle the name of the file among the user's runs; absent where none was kept
   */
  record Window(
      int load,
      int window,
      boolean repeated,
      String result,
      String cause,
      String sentence,
      String bundle) {
    static Window of(TrialRecord trial) {
      var result = trial.result();
      return new Window(
          trial.load(),
          trial.window(),
          trial.repeated(),
          result.kind().word(),
          result.cause().orElse(null),
          result.sentence(),
          result.bundle().orElse(null));
    }
  }

  /** How much is carried once a replica is lost. */
  record MinusOne(int replicas, int survives) {}

  /**
   * How it grows.
   *
   * @param reason why it is not fitted; absent when it is, as the others are when it is not
   * @param peakReplicas absent when the coherency may be none
   */
  record GrowthResult(
      boolean fitted,
      String reason,
      Estimate perReplica,
      Estimate sigma,
      Estimate kappa,
      Double peakReplicas) {
    static GrowthResult of(Growth growth) {
      return switch (growth) {
        case Growth.NotFitted(String reason) ->
            new GrowthResult(false, reason, null, null, null, null);
        case Growth.Fitted it ->
            new GrowthResult(
                true,
                null,
                it.perReplica(),
                it.sigma(),
                it.kappa(),
                it.peak().isPresent() ? it.peak().getAsDouble() : null);
      };
    }
  }

  static String of(CapacityResult result) {
    var plan = result.plan();
    return GSON.toJson(
        new CapacityJson(
            result.result(),
            result.sentences(),
            result.platform(),
            plan.unit().word(),
            objectives(plan),
            seconds(plan.warmUp()),
            seconds(plan.window()),
            plan.unit() instanceof LoadUnit.Users(var each)
                ? new User(
                    each.messagesPerUserPerMinute(), each.readsPerUserPerMinute(), each.roomSize())
                : null,
            plan.unit() instanceof LoadUnit.Requests(var each) ? each.target() : null,
            result.found().stream().map(Capacity::of).toList(),
            result
                .minusOne()
                .filter(fewer -> fewer.bracket().passed().isPresent())
                .map(fewer -> new MinusOne(fewer.replicas(), fewer.bracket().passed().getAsInt()))
                .orElse(null),
            result.growth().map(GrowthResult::of).orElse(null)));
  }

  private static List<String> objectives(CapacityPlan plan) {
    var all =
        switch (plan.unit()) {
          case LoadUnit.Users users -> plan.criteria().objectives().all();
          case LoadUnit.Requests requests -> RateObjectives.of(plan.criteria().objectives());
        };
    return all.stream().map(Objective::condition).toList();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
