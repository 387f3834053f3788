package switchboard.console.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import switchboard.console.load.Distribution;
import switchboard.console.text.Format;
import switchboard.console.verdict.ObjectiveResult.State;

/**
 * What was measured, for objectives that were named.
 *
 * @param populations by phase
 * @param recoveries of each fault, after the end of its own duration; empty for one that did not
 *     recover
 * @param spreadPercent of the requests; empty when there was nothing to share
 * @param usersSpreadPercent of the users at the end; empty when it was not looked at
 * @param queries what each query answered; one without an answer is not in it
 */
public record Measured(
    Map<Phase, Population> populations,
    List<Optional<Duration>> recoveries,
    Optional<Double> spreadPercent,
    Optional<Double> usersSpreadPercent,
    Map<Figure.Query, Double> queries) {
  private static final double NANOS_PER_SECOND = 1e9;

  public Measured {
    populations = Map.copyOf(populations);
    recoveries = List.copyOf(recoveries);
    Objects.requireNonNull(spreadPercent);
    Objects.requireNonNull(usersSpreadPercent);
    queries = Map.copyOf(queries);
  }

  /** Judges one objective. */
  public ObjectiveResult judge(Objective objective) {
    var of = populations.getOrDefault(objective.during(), Population.NONE);
    return switch (objective.figure()) {
      case Figure.Percentile percentile -> times(objective, percentile, of);
      case Figure.FailedRequests failed ->
          failed(objective, new Proportion(of.failed(), of.requests()));
      case Figure.DisconnectedSeconds seconds ->
          of.disconnectedSeconds()
              .map(value -> plain(objective, value, OptionalLong.empty()))
              .orElseGet(() -> unknown(objective));
      case Figure.Recovery recovery -> recovery(objective);
      case Figure.Spread spread ->
          spreadPercent
              .map(value -> plain(objective, value, OptionalLong.empty()))
              .orElseGet(
                  () ->
                      nothing(
                          objective, "there are no two replicas whose requests could be compared"));
      case Figure.UsersSpread spread ->
          usersSpreadPercent
              .map(value -> plain(objective, value, OptionalLong.empty()))
              .orElseGet(
                  () ->
                      nothing(
                          objective, "there are no two replicas whose users could be compared"));
      case Figure.Query query ->
          Optional.ofNullable(queries.get(query))
              .map(value -> plain(objective, value, OptionalLong.empty()))
              .orElseGet(() -> nothing(objective, "the query has no answer"));
      case Figure.Messages messages ->
          throw new IllegalArgumentException("No objective to be named: " + objective.text());
    };
  }

  /**
   * Judges one objective, and adds what prevents a pass.
   *
   * @param timers of the simulator
   */
  public void judge(Objective objective, Timers timers, Judgement judgement) {
    judge(objective).judge(judgement);
    if (isMissedBeyond(timers, objective)) {
      judgement.missedBeyondLateness();
    }
  }

  /**
   * Whether a limit on requests was missed by more than the simulator's own timers can explain:
   * even if every request that took longer had been measured too late by their lateness, and every
   * timer that was later still had been of another of them.
   */
  boolean isMissedBeyond(Timers timers, Objective objective) {
    return objective.figure() instanceof Figure.Percentile percentile
        && percentile.of() == Figure.Timed.REQUESTS
        && times(percentile, populations.getOrDefault(objective.during(), Population.NONE))
            .filter(times -> times.count() > 0)
            .map(times -> overAnyway(times, objective.time(), timers))
            .filter(over -> over.isBeyond(percentile.allowance()))
            .isPresent();
  }

  private static Proportion overAnyway(Distribution times, Duration limit, Timers timers) {
    var over = times.countAbove(limit.plus(timers.lateness())) - timers.laterStill();
    return new Proportion(Math.max(0, over), times.count());
  }

  private static Optional<Distribution> times(Figure.Percentile percentile, Population of) {
    return percentile.of() == Figure.Timed.REQUESTS ? of.requestTimes() : of.deliveryTimes();
  }

  private static ObjectiveResult times(
      Objective objective, Figure.Percentile percentile, Population of) {
    return times(percentile, of)
        .map(known -> times(objective, percentile, known))
        .orElseGet(() -> unknown(objective));
  }

  private static ObjectiveResult times(
      Objective objective, Figure.Percentile percentile, Distribution times) {
    if (times.count() == 0) {
      return nothing(objective, "there were none");
    }
    var above = new Proportion(times.countAbove(objective.time()), times.count());
    var measured = times.at(percentile.percentile()).toNanos() / NANOS_PER_SECOND;
    return decided(objective, measured, above, percentile.allowance(), "samples above the limit");
  }

  /**
   * Judges a limit on failed requests. Of no failed request, one is too many, and that takes no
   * confidence.
   */
  public static ObjectiveResult failed(Objective objective, Proportion failed) {
    if (failed.trials() == 0) {
      return nothing(objective, "there were no requests");
    }
    if (objective.limit() == 0) {
      return new ObjectiveResult(
          objective,
          failed.events() == 0 ? State.MET : State.MISSED,
          OptionalDouble.of(100 * failed.share()),
          OptionalLong.of(failed.trials()),
          Optional.of(failed),
          says(objective, failed.words("request", "failed")));
    }
    var limit = objective.limit() / 100;
    return limit < 1
        ? decided(objective, 100 * failed.share(), failed, limit, "failed requests")
        : plain(objective, 100 * failed.share(), OptionalLong.of(failed.trials()));
  }

  /**
   * @param allowance the share of samples that may be over the limit, above 0 and below 1
   */
  private static ObjectiveResult decided(
      Objective objective, double measured, Proportion over, double allowance, String which) {
    var state =
        over.isWithin(allowance)
            ? State.MET
            : over.isBeyond(allowance)
                ? State.MISSED
                : over.share() > allowance ? State.UNDECIDED : State.TOO_FEW;
    var seen = objective.valueText(measured) + " of " + Format.count(over.trials(), "sample");
    var why =
        switch (state) {
          case TOO_FEW ->
              ", and with "
                  + Format.whole(over.events())
                  + " "
                  + which
                  + " it takes at least "
                  + Format.whole(Proportion.trialsNeeded(over.events(), allowance));
          case UNDECIDED ->
              ", and with "
                  + Format.whole(over.events())
                  + " "
                  + which
                  + " that is too close to the limit to tell";
          default -> "";
        };
    return new ObjectiveResult(
        objective,
        state,
        OptionalDouble.of(measured),
        OptionalLong.of(over.trials()),
        Optional.of(over),
        says(objective, seen + why));
  }

  private ObjectiveResult recovery(Objective objective) {
    if (recoveries.isEmpty()) {
      return nothing(objective, "there was no fault");
    }
    var count = OptionalLong.of(recoveries.size());
    if (recoveries.stream().anyMatch(Optional::isEmpty)) {
      return new ObjectiveResult(
          objective,
          State.MISSED,
          OptionalDouble.empty(),
          count,
          Optional.empty(),
          says(objective, "not recovered"));
    }
    var slowest =
        recoveries.stream().flatMap(Optional::stream).max(Duration::compareTo).orElseThrow();
    return plain(objective, slowest.toNanos() / NANOS_PER_SECOND, count);
  }

  private static ObjectiveResult plain(Objective objective, double value, OptionalLong samples) {
    return new ObjectiveResult(
        objective,
        value <= objective.limit() ? State.MET : State.MISSED,
        OptionalDouble.of(value),
        samples,
        Optional.empty(),
        says(objective, objective.valueText(value)));
  }

  private static ObjectiveResult nothing(Objective objective, String why) {
    return new ObjectiveResult(
        objective,
        State.TOO_FEW,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        says(objective, why));
  }

  private static ObjectiveResult unknown(Objective objective) {
    return new ObjectiveResult(
        objective,
        State.UNKNOWN,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        says(objective, "the simulator did not report it"));
  }

  private static String says(Objective objective, String what) {
    return objective.text() + ": " + what;
  }
}
