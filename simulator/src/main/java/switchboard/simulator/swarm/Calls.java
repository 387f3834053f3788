package switchboard.simulator.swarm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import switchboard.simulator.measure.Failure;
import switchboard.simulator.measure.Stats;

/**
 * The requests under way. All have the same time limit, so they run out in the order in which they
 * began.
 */
final class Calls {
  /** Counted from the intended start. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int MAX_IN_FLIGHT = 10_000;
  private static final String TIMED_OUT = "no answer within " + LIMIT.toSeconds() + " s";

  private final Stats stats;
  private final ArrayDeque<Call> inOrder = new ArrayDeque<>();

  Calls(Stats stats) {
    this.stats = stats;
  }

  Call begin(Operation operation, String user, long intended) {
    var call = new Call(stats, operation, user, intended);
    inOrder.add(call);
    return call;
  }

  /**
   * Whether one more may begin. Otherwise it counts as failed: a server that answers nothing must
   * not fill the simulator's memory.
   */
  boolean admit(Operation operation, String user) {
    if (stats.inFlight() < MAX_IN_FLIGHT) {
      return true;
    }
    stats.requestNotBegun(
        new Failure(
            System.currentTimeMillis(),
            user,
            operation.route(),
            operation.method(),
            Failure.UNKNOWN_REPLICA,
            0,
            String.format(Locale.ROOT, "not sent, %d requests wait for an answer", MAX_IN_FLIGHT),
            0,
            0));
    return false;
  }

  /** Times overdue requests out; to be called a few times a second. */
  void sweep(long now) {
    for (var first = inOrder.peek(); first != null; first = inOrder.peek()) {
      if (first.isOpen() && now - first.intended() < LIMIT.toNanos()) {
        return;
      }
      inOrder.poll();
      first.timeOut(TIMED_OUT);
    }
  }
}
