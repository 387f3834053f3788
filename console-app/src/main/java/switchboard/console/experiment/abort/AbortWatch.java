package switchboard.console.experiment.abort;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.AbortCondition;

/** Tells when a run is to be ended. */
public final class AbortWatch {
  private final List<AbortCondition> conditions;
  private final RecentUsers users;

  public AbortWatch(List<AbortCondition> conditions) {
    this.conditions = List.copyOf(conditions);
    users =
        new RecentUsers(
            conditions.stream()
                .map(AbortCondition::window)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO));
  }

  /**
   * Takes the next figures.
   *
   * @param at when they were asked for
   * @return which condition holds, and by what; empty while none does
   */
  public Optional<String> observe(LoadStats figures, Instant at) {
    return conditions.isEmpty() || !users.observe(figures, at)
        ? Optional.empty()
        : conditions.stream()
            .flatMap(each -> users.last(each.window()).flatMap(each::exceeded).stream())
            .findFirst();
  }
}
