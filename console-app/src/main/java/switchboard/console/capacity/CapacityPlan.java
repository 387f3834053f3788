package switchboard.console.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.platform.SystemState;
import switchboard.console.text.Durations;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Proportion;

/**
 * What capacity is looked for, and how.
 *
 * @param replicas of the system
 * @param minusOne whether that with one replica fewer is looked for, too
 * @param growth further numbers of replicas
 * @param warmUp how long times are left out at the beginning of each window
 * @param window how long is measured, 1 s to 10 min
 */
public record CapacityPlan(
    LoadUnit unit,
    int replicas,
    boolean minusOne,
    List<Integer> growth,
    Criteria criteria,
    SearchRange range,
    Duration warmUp,
    Duration window) {
  /** No more users than all simulators can have, and no higher rate than one can send. */
  public static final int MAX_USERS = LoadPlan.MAX_USERS;

  public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(20);
  public static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(5);

  /** Users that join at once, and their replicas, are slow for longer than a window lasts. */
  public static final LoadPlan DEFAULT_USERS =
      new LoadPlan(
          0,
          200,
          LoadPlan.DEFAULT.messagesPerUserPerMinute(),
          LoadPlan.DEFAULT.roomSize(),
          LoadPlan.DEFAULT.readsPerUserPerMinute());

  /** Loads of the first trial: enough samples for a percentile within a window. */
  public static final int FIRST_USERS = 200;

  public static final int FIRST_RATE = 200;

  private static final Duration MIN_WINDOW = Duration.ofSeconds(1);

  /** Of a load test, whose window may be twice as long. */
  private static final int LONGER = 2;

  /** Of a window that is long for more evidence alone: a smaller load would need a longer one. */
  private static final Duration MAX_LONGER = Duration.ofMinutes(1);

  public CapacityPlan {
    Objects.requireNonNull(unit);
    Objects.requireNonNull(criteria);
    Objects.requireNonNull(range);
    growth = List.copyOf(growth);
    checkTimes(warmUp, window);
    checkReplicas(replicas, minusOne, growth);
    criteria.objectives().all().stream()
        .filter(Objective::named)
        .forEach(each -> checkObjective(unit, each));
    if (unit instanceof LoadUnit.Requests
        && (long) range.most() * LONGER * window.toSeconds() > Arrivals.MAX_REQUESTS) {
      throw new IllegalArgumentException(
          "max is "
              + range.most()
              + "; expected up to "
              + Arrivals.MAX_REQUESTS / LONGER / Math.max(1, window.toSeconds())
              + " with a window of "
              + Durations.text(window));
    }
  }

  private static void checkTimes(Duration warmUp, Duration window) {
    var longest = Arrivals.MAX_DURATION.dividedBy(LONGER);
    if (window.compareTo(MIN_WINDOW) < 0 || window.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "window is " + Durations.text(window) + "; expected 1s to " + Durations.text(longest));
    }
    if (warmUp.isNegative() || warmUp.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "warm-up is " + Durations.text(warmUp) + "; expected up to " + Durations.text(longest));
    }
  }

  private static void checkReplicas(int replicas, boolean minusOne, List<Integer> growth) {
    var most = SystemState.MAX_REPLICAS;
    Stream.concat(Stream.of(replicas), growth.stream())
        .filter(each -> each < 1 || each > most)
        .findFirst()
        .ifPresent(
            each -> {
              throw new IllegalArgumentException("replicas is " + each + "; expected 1 to " + most);
            });
    if (minusOne && replicas == 1) {
      throw new IllegalArgumentException(
          "minus-one is for at least 2 replicas; use more or leave it out");
    }
  }

  private static void checkObjective(LoadUnit unit, Objective objective) {
    var figure = objective.figure();
    if (figure instanceof Figure.Recovery) {
      throw new IllegalArgumentException(
          "objective is '" + objective.text() + "', but no trial has a fault; leave it out");
    }
    if (objective.during() != Phase.RUN) {
      throw new IllegalArgumentException(
          "objective is '"
              + objective.text()
              + "', but a trial has no phases; leave the phase out");
    }
    if (unit instanceof LoadUnit.Requests && !isOfRequests(figure)) {
      throw new IllegalArgumentException(
          "objective is '"
              + objective.text()
              + "'; expected requests.p99, another percentile of requests, or requests.failed with"
              + " a rate");
    }
  }

  private static boolean isOfRequests(Figure figure) {
    return switch (figure) {
      case Figure.Percentile percentile -> percentile.of() == Figure.Timed.REQUESTS;
      case Figure.FailedRequests failed -> true;
      default -> false;
    };
  }

  /** The numbers of replicas whose capacity is looked for, in the order of looking. */
  List<Integer> counts() {
    return Stream.concat(
            IntStream.of(minusOne ? new int[] {replicas, replicas - 1} : new int[] {replicas})
                .boxed(),
            growth.stream().sorted())
        .distinct()
        .toList();
  }

  /**
   * How long a trial's window lasts.
   *
   * @param longer whether it is for more evidence: at least twice as long, and long enough for the
   *     samples that the percentiles need
   */
  Duration window(int load, boolean longer) {
    if (!longer) {
      return window;
    }
    var enough = Duration.ofSeconds(Math.min((long) secondsNeeded(load), MAX_LONGER.toSeconds()));
    var twice = window.multipliedBy(LONGER);
    return enough.compareTo(twice) > 0 ? enough : twice;
  }

  /** As wide as the plan says, but without loads that no window is long enough for. */
  SearchRange decidable() {
    var least =
        IntStream.range(range.least(), range.first())
            .filter(load -> secondsNeeded(load) <= MAX_LONGER.toSeconds())
            .findFirst()
            .orElse(range.first());
    return new SearchRange(range.first(), least, range.most());
  }

  private double secondsNeeded(int load) {
    return criteria.objectives().all().stream()
        .mapToDouble(each -> secondsNeeded(each.figure(), load))
        .max()
        .orElse(0);
  }

  private double secondsNeeded(Figure figure, int load) {
    return figure instanceof Figure.Percentile percentile && isOf(unit, percentile)
        ? Math.ceil(
            Proportion.trialsNeeded(1, 1 - percentile.percentile() / 100)
                / unit.samplesPerSecond(percentile.of(), load))
        : 0;
  }

  /** A rate has no deliveries. */
  private static boolean isOf(LoadUnit unit, Figure.Percentile percentile) {
    return unit instanceof LoadUnit.Users || percentile.of() == Figure.Timed.REQUESTS;
  }
}
