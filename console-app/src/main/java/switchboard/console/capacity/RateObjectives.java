package switchboard.console.capacity;

import java.util.ArrayList;
import java.util.List;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Phase;

/** What a rate is judged by: there are requests, and no deliveries. */
final class RateObjectives {
  /** As quick as deliveries have to be in every run. */
  private static final Objective DEFAULT =
      new Objective(new Figure.Percentile(Figure.Timed.REQUESTS, 99), 1, Phase.RUN, false);

  private RateObjectives() {}

  /** Those on requests; their times have a limit in any case. */
  static List<Objective> of(Objectives all) {
    var objectives =
        new ArrayList<>(
            all.all().stream()
                .filter(each -> isOnTimes(each) || each.figure() instanceof Figure.FailedRequests)
                .toList());
    if (objectives.stream().noneMatch(RateObjectives::isOnTimes)) {
      objectives.addFirst(DEFAULT);
    }
    return objectives;
  }

  /** Whether it limits how long requests take. */
  static boolean isOnTimes(Objective objective) {
    return objective.figure() instanceof Figure.Percentile percentile
        && percentile.of() == Figure.Timed.REQUESTS;
  }
}
