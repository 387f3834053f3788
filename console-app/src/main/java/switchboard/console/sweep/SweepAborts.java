package switchboard.console.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Phase;

/**
 * When a measurement need not go on, because an objective is missed whatever comes: the misses of
 * ten seconds are more than the objective allows in all.
 */
final class SweepAborts {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Duration MAX_WINDOW = Duration.ofMinutes(5);
  private static final double MIN_FAILED_PERCENT = 5;

  private SweepAborts() {}

  static List<AbortCondition> conditions(SweepPlan plan) {
    return plan.criteria().objectives().all().stream()
        .filter(each -> each.during() == Phase.RUN)
        .flatMap(each -> condition(each, plan).stream())
        .toList();
  }

  private static Optional<AbortCondition> condition(Objective objective, SweepPlan plan) {
    return switch (objective.figure()) {
      case Figure.Percentile(var of, double percentile) -> slow(objective, of, percentile, plan);
      case Figure.FailedRequests failed -> failing(objective, plan);
      default -> Optional.empty();
    };
  }

  /**
   * Half of what came in ten seconds took longer than the limit, after the warm-up. The window has
   * the warm-up in it, whose times do not count: of w + 10 seconds at least w + 5 have to be slow,
   * so the percentile is 100 × 5 / (w + 10). Of the whole duration d that is a share of 5 / d.
   */
  private static Optional<AbortCondition> slow(
      Objective objective, Figure.Timed of, double percentile, SweepPlan plan) {
    var half = TEN_SECONDS.toMillis() / 2.0;
    var window = plan.warmUp().plus(TEN_SECONDS);
    var allowed = 1 - percentile / 100;
    return half / plan.duration().toMillis() > allowed && window.compareTo(MAX_WINDOW) <= 0
        ? Optional.of(
            over(
                new Figure.Percentile(of, Math.floor(100 * half / window.toMillis())),
                objective.limit(),
                window))
        : Optional.empty();
  }

  /** Failures count from the load's start. */
  private static Optional<AbortCondition> failing(Objective objective, SweepPlan plan) {
    var joining = Duration.ofSeconds(plan.load().users() / plan.load().spawnRate());
    var whole = joining.plus(plan.warmUp()).plus(plan.duration());
    var percent =
        Math.max(
            MIN_FAILED_PERCENT,
            hundredths(
                objective.limit()
                    * Math.max(1, (double) whole.toMillis() / TEN_SECONDS.toMillis())));
    return percent < 100
        ? Optional.of(over(objective.figure(), percent, TEN_SECONDS))
        : Optional.empty();
  }

  /** As many digits as are read, never less than the value. */
  private static double hundredths(double percent) {
    return Math.ceil(Math.nextDown(percent) * 100) / 100;
  }

  private static AbortCondition over(Figure figure, double limit, Duration window) {
    return new AbortCondition(new Objective(figure, limit, Phase.RUN, true), window);
  }
}
