package switchboard.console.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Phase;

/**
 * When a trial has missed an objective so clearly that the rest of its window would say nothing
 * new: three times the limit, for 10 s.
 */
final class CapacityAborts {
  private static final int TIMES = 3;
  private static final Duration LASTS = Duration.ofSeconds(10);

  /** In percent; of a limit of no failed request, three times is nothing. */
  private static final double MIN_FAILED = 5;

  private CapacityAborts() {}

  /** Of each objective that is known while a run lasts. */
  static List<AbortCondition> of(Objectives objectives, Duration window) {
    var lasts = window.compareTo(LASTS) < 0 ? window : LASTS;
    return objectives.all().stream()
        .flatMap(each -> limit(each).stream())
        .map(limit -> new AbortCondition(limit, lasts))
        .toList();
  }

  /** What is far beyond an objective; empty where that is not known before the end. */
  static Optional<Objective> limit(Objective objective) {
    return switch (objective.figure()) {
      case Figure.Percentile figure -> times(objective, objective.limit());
      case Figure.DisconnectedSeconds figure when objective.limit() > 0 ->
          times(objective, objective.limit());
      case Figure.FailedRequests figure ->
          times(objective, Math.max(objective.limit(), MIN_FAILED / TIMES))
              .filter(each -> each.limit() < 100);
      default -> Optional.empty();
    };
  }

  private static Optional<Objective> times(Objective objective, double limit) {
    return Optional.of(new Objective(objective.figure(), TIMES * limit, Phase.RUN, true));
  }

  /**
   * The objective that a condition is about.
   *
   * @param causes why a run was ended
   */
  static Optional<Objective> missed(Objectives objectives, List<String> causes) {
    return objectives.all().stream()
        .filter(
            each ->
                Stream.of(each.figure().name() + ">")
                    .anyMatch(name -> causes.stream().anyMatch(cause -> cause.contains(name))))
        .findFirst();
  }
}
