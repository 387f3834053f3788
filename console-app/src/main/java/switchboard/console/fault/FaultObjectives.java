package switchboard.console.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import switchboard.console.text.Format;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Measured;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.ObjectiveResult.State;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;
import switchboard.console.verdict.Timers;

/**
 * How objectives were met by one fault alone.
 *
 * @param impact from its beginning to the end of the observation; empty when it is not known
 * @param deliveries how quick they were after the recovery; empty when they were not judged
 * @param populations what users met while it was at work and afterwards
 * @param recovery from the end of its own duration; empty when there was none
 * @param unevenness of the requests after the recovery, in percent; empty with fewer than two
 *     replicas
 */
record FaultObjectives(
    Optional<UserImpact> impact,
    Optional<LatencyObjective.Judged> deliveries,
    Map<Phase, Population> populations,
    Optional<Duration> recovery,
    Optional<Double> unevenness) {

  /**
   * Judges those that were named.
   *
   * @param queries what the queries among them answered; empty when those that were named are
   *     judged of more than this fault
   * @param timers of the simulator
   * @return the results of all that can be told from this fault
   */
  List<ObjectiveResult> judge(
      Objectives all,
      Optional<Map<Figure.Query, Double>> queries,
      Timers timers,
      Judgement judgement) {
    var measured =
        new Measured(
            populations, List.of(recovery), unevenness, Optional.empty(), queries.orElse(Map.of()));
    var judged =
        all.all().stream()
            .filter(objective -> !objective.named() || queries.isPresent())
            // Users may still be on their way to the replicas: that is looked at in the end.
            .filter(objective -> !(objective.figure() instanceof Figure.UsersSpread))
            .toList();
    judged.stream()
        .filter(Objective::named)
        .forEach(objective -> measured.judge(objective, timers, judgement));
    return judged.stream().flatMap(objective -> result(objective, measured).stream()).toList();
  }

  private Optional<ObjectiveResult> result(Objective objective, Measured measured) {
    if (objective.named() || objective.figure().equals(Objectives.RECOVERY)) {
      return Optional.of(measured.judge(objective));
    }
    return switch (objective.figure()) {
      case Figure.Messages messages -> Optional.of(messages(objective, messages.how()));
      case Figure.Percentile times -> deliveries.map(judged -> judged.of(objective));
      // Counted from just before the fault to the end, and not from one second to the next.
      default -> impact.map(seen -> Measured.failed(objective, seen.failedRequests()));
    };
  }

  private ObjectiveResult messages(Objective objective, String how) {
    var count =
        impact.filter(seen -> !seen.uncounted().contains(how)).map(seen -> count(seen, how));
    return new ObjectiveResult(
        objective,
        count.map(found -> found == 0 ? State.MET : State.MISSED).orElse(State.UNKNOWN),
        count.map(found -> OptionalDouble.of(found)).orElseGet(OptionalDouble::empty),
        OptionalLong.empty(),
        Optional.empty(),
        objective.text()
            + ": "
            + count.map(Format::whole).orElse("the simulator did not report it"));
  }

  private static long count(UserImpact seen, String how) {
    return switch (how) {
      case "lost" -> seen.messagesLost();
      case "duplicated" -> seen.messagesDuplicated();
      case "reordered" -> seen.messagesReordered();
      default -> seen.messagesRenumbered();
    };
  }
}
