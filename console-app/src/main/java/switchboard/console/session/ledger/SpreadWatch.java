package switchboard.console.session.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Watches how the users follow a change of the number of replicas that is no fault: of a fault, the
 * ledger says it. Any thread may call.
 */
public final class SpreadWatch {
  /** Within 5 %, as {@code users.spread<=5%}; of a few users one more is less than that allows. */
  private static final double EVEN = 0.05;

  private static final double EVEN_USERS = 1.5;

  /** Users move within half of it. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Optional<Change> watched = Optional.empty();

  private record Change(Instant at, int replicas) {}

  /**
   * How users are spread after a change.
   *
   * @param took since the last replica was ready
   * @param even whether each replica is within 5 % of an equal share
   */
  public record Spread(int replicas, Duration took, boolean even) {}

  /** This number of replicas is ready from now on; an earlier change is not watched any more. */
  public synchronized void begin(Instant at, int replicas) {
    watched = replicas > 0 ? Optional.of(new Change(at, replicas)) : Optional.empty();
  }

  /** Nothing runs any more. */
  public synchronized void end() {
    watched = Optional.empty();
  }

  /** Whether a change is watched, so that it is worth to ask for users. */
  public synchronized boolean isWatching() {
    return watched.isPresent();
  }

  /**
   * Takes what was measured.
   *
   * @param users of each replica; one that was not measured yet is not in it
   * @return how they are spread, once that is known: when they are even, or after a minute. Never
   *     without users.
   */
  public synchronized Optional<Spread> look(Instant now, Map<String, Double> users) {
    if (watched.isEmpty()) {
      return Optional.empty();
    }
    var change = watched.get();
    var took = Duration.between(change.at(), now);
    var even = users.size() == change.replicas() && !isUneven(users.values());
    if (!even && took.compareTo(LONGEST) < 0) {
      return Optional.empty();
    }
    watched = Optional.empty();
    return users.values().stream().anyMatch(count -> count > 0)
        ? Optional.of(new Spread(change.replicas(), took, even))
        : Optional.empty();
  }

  /** Whether a replica has too far from an equal share. */
  static boolean isUneven(Collection<Double> users) {
    var share = users.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    var farthest = users.stream().mapToDouble(count -> Math.abs(count - share)).max();
    return farthest.orElseThrow() > Math.max(EVEN_USERS, EVEN * share);
  }
}
