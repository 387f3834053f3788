package switchboard.console.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has to be met for a pass: the objectives of every run, and those that were named. One that
 * is named replaces that of every run on the same figure, in whatever phase.
 *
 * @param all those in force
 */
public record Objectives(List<Objective> all) {
  /** No request failed. */
  public static final Figure FAILED_REQUESTS = new Figure.FailedRequests();

  /** Every fault's target is there again in time. */
  public static final Figure RECOVERY = new Figure.Recovery();

  /** Deliveries are quick while no fault is at work. */
  public static final Figure DELIVERIES = new Figure.Percentile(Figure.Timed.DELIVERIES, 99);

  /** Those of every run. */
  public static final Objectives DEFAULT =
      new Objectives(
          Stream.concat(
                  Stream.of(
                      Objective.preset(FAILED_REQUESTS, 0, Phase.RUN),
                      Objective.preset(RECOVERY, 60, Phase.RUN),
                      Objective.preset(DELIVERIES, 1, Phase.OUTSIDE_FAULTS)),
                  Stream.of("lost", "duplicated", "reordered", "renumbered")
                      .map(how -> Objective.preset(new Figure.Messages(how), 0, Phase.RUN)))
              .toList());

  /** What the simulator may be late whatever the objectives: the least that can be told apart. */
  private static final Duration NEVER_LATE = Duration.ofMillis(10);

  private static final int LATE_SHARE = 10;

  public Objectives {
    all = List.copyOf(all);
  }

  /**
   * These, and those that are named.
   *
   * @throws IllegalArgumentException when a figure is named twice for the same phase
   */
  public Objectives with(List<Objective> named) {
    var seen = new HashSet<String>();
    for (var each : named) {
      var what = each.figure().name() + (each.figure().hasPhases() ? " " + each.during() : "");
      if (!seen.add(what)) {
        throw new IllegalArgumentException(
            "Two limits of %s. Use one of them.".formatted(each.text()));
      }
    }
    var figures = named.stream().map(Objective::figure).toList();
    var together =
        new ArrayList<>(all.stream().filter(each -> !figures.contains(each.figure())).toList());
    together.addAll(named);
    return new Objectives(together);
  }

  /** What they limit. */
  public List<Figure> figures() {
    return all.stream().map(Objective::figure).toList();
  }

  /** Whether a figure has the limit of every run, and not one that was named. */
  public boolean isDefault(Figure figure) {
    return all.stream().anyMatch(each -> each.figure().equals(figure) && !each.named());
  }

  /** Whether times before the faults were given a limit: they have to be steady then. */
  public boolean areOnTimesOfTheBaseline() {
    return all.stream()
        .anyMatch(
            each -> each.during() == Phase.BASELINE && each.figure() instanceof Figure.Percentile);
  }

  /**
   * How late the simulator's timers may be, 99th percentile: 10 ms or, when that is more, a tenth
   * of the tightest limit on times.
   */
  public Duration latenessLimit() {
    return all.stream()
        .filter(each -> each.figure() instanceof Figure.Percentile)
        .map(each -> each.time().dividedBy(LATE_SHARE))
        .min(Duration::compareTo)
        .filter(tenth -> tenth.compareTo(NEVER_LATE) > 0)
        .orElse(NEVER_LATE);
  }
}
