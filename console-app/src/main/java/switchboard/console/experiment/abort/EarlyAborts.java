package switchboard.console.experiment.abort;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.load.Distribution;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;
import switchboard.console.verdict.Proportion;

/**
 * When a run need not go on, because it misses an objective whatever comes: there are more misses
 * already than the whole window allows.
 *
 * @param all what the run is judged by
 * @param joining how long users join
 * @param warmUp whose times do not count, after that
 * @param window whose times count, after that
 */
public record EarlyAborts(List<Objective> all, Duration joining, Duration warmUp, Duration window) {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Duration MAX_WINDOW = Duration.ofMinutes(5);

  /** Where no request may fail, the first one that does might be the only one. */
  private static final double MIN_FAILED_PERCENT = 5;

  public EarlyAborts {
    all = List.copyOf(all);
    Objects.requireNonNull(joining);
    Objects.requireNonNull(warmUp);
    Objects.requireNonNull(window);
  }

  /** Of each objective that is known while a run lasts. */
  public List<AbortCondition> conditions() {
    return all.stream().flatMap(each -> condition(each).stream()).toList();
  }

  /**
   * The objective that a condition is about.
   *
   * @param causes why a run was ended
   */
  public Optional<Objective> missed(List<String> causes) {
    return all.stream()
        .filter(
            each ->
                condition(each).map(AbortCondition::text).stream()
                    .anyMatch(text -> causes.stream().anyMatch(cause -> cause.contains(text))))
        .findFirst();
  }

  private Optional<AbortCondition> condition(Objective objective) {
    if (objective.during() != Phase.RUN) {
      return Optional.empty();
    }
    return switch (objective.figure()) {
      case Figure.Percentile percentile -> slow(objective, percentile);
      case Figure.FailedRequests failed -> failing(objective);
      default -> Optional.empty();
    };
  }

  private Duration lasts() {
    return Stream.of(window, TEN_SECONDS).min(Comparator.naturalOrder()).orElseThrow();
  }

  /**
   * Half of what came in ten seconds took longer than the limit, after the warm-up. What is looked
   * at has the warm-up in it, whose times do not count: of w + 10 seconds at least w + 5 have to be
   * slow, so the percentile is 100 × 5 / (w + 10). Of a window of d seconds that is a share of 5 /
   * d.
   */
  private Optional<AbortCondition> slow(Objective objective, Figure.Percentile figure) {
    var half = lasts().toMillis() / 2.0;
    var looked = warmUp.plus(lasts());
    var percentile = Math.floor(100 * half / looked.toMillis());
    return half / window.toMillis() > figure.allowance()
            && percentile >= 1
            && looked.compareTo(MAX_WINDOW) <= 0
        ? Optional.of(
            over(new Figure.Percentile(figure.of(), percentile), objective.limit(), looked))
        : Optional.empty();
  }

  /** Failures count from the load's start. */
  private Optional<AbortCondition> failing(Objective objective) {
    var whole = joining.plus(warmUp).plus(window);
    var percent =
        Math.max(
            MIN_FAILED_PERCENT,
            hundredths(objective.limit() * whole.toMillis() / lasts().toMillis()));
    return percent < 100
        ? Optional.of(over(objective.figure(), percent, lasts()))
        : Optional.empty();
  }

  /** As many digits as are read, never less than the value. */
  private static double hundredths(double percent) {
    return Math.ceil(Math.nextDown(percent) * 100) / 100;
  }

  private static AbortCondition over(Figure figure, double limit, Duration window) {
    return new AbortCondition(new Objective(figure, limit, Phase.RUN, true), window);
  }

  /**
   * Whether requests at a rate miss an objective however quick all are that are still to come.
   *
   * @param some those that ended until now
   * @param planned how many there are in all
   */
  public static boolean isMissed(Objective objective, Population some, long planned) {
    return switch (objective.figure()) {
      case Figure.Percentile percentile ->
          isBeyond(
              some.requestTimes().orElse(Distribution.NONE).countAbove(objective.time()),
              Math.max(planned, some.requests()),
              percentile.allowance());
      case Figure.FailedRequests failed ->
          isBeyond(
              some.failed(),
              Math.max(planned, some.requests()),
              Math.max(objective.limit(), MIN_FAILED_PERCENT) / 100);
      default -> false;
    };
  }

  private static boolean isBeyond(long misses, long all, double allowance) {
    return all > 0 && new Proportion(Math.min(misses, all), all).isBeyond(allowance);
  }
}
