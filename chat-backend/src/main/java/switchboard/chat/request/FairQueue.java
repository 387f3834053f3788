package switchboard.chat.request;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;

/**
 * Bounds how many reads of history run at once. Further ones wait in one queue per address; the
 * queues take turns, so that a long one does not hold up the others. Confined to the event loop.
 */
public final class FairQueue {
  private static final long SWEEP_MILLIS = 100;

  private final Bounds bounds;
  private final Map<String, ArrayDeque<Waiting<?>>> lines = new LinkedHashMap<>();
  private int running;
  private int waiting;

  /**
   * The limits of the queue.
   *
   * @param atOnce reads that run at one time
   * @param perAddress requests of one address that wait; another is answered 429
   * @param inAll requests that wait; another is answered 503
   * @param patience timeout of a request that waits for its turn; then it is answered 503
   */
  public record Bounds(int atOnce, int perAddress, int inAll, Duration patience) {
    public static final Bounds DEFAULT = new Bounds(64, 256, 2_048, Duration.ofMillis(1_200));
  }

  private record Waiting<T>(
      Supplier<Future<T>> read, Promise<T> done, boolean patient, long sinceNanos) {}

  public FairQueue(Vertx vertx, Bounds bounds) {
    this.bounds = bounds;
    vertx.setPeriodic(SWEEP_MILLIS, timer -> failOverdue());
  }

  /**
   * Reads when it is the caller's turn. Fails with a refusal when too many wait, or when its turn
   * does not come in time.
   */
  public <T> Future<T> request(Caller caller, Supplier<Future<T>> read) {
    // Nobody waits as long as more may be under way.
    if (waiting >= bounds.inAll()) {
      return Future.failedFuture(overloaded());
    }
    var line = lines.get(line(caller));
    if (!caller.exempt() && line != null && line.size() >= bounds.perAddress()) {
      return Future.failedFuture(
          Problem.passing(
                  ProblemCode.TOO_FAST,
                  "Too many reads of this address are waiting; wait for their answers.",
                  1)
              .refusal());
    }
    return queue(caller, read, false);
  }

  /** Reads when it is the caller's turn, however long that takes. */
  public <T> Future<T> patiently(Caller caller, Supplier<Future<T>> read) {
    return queue(caller, read, true);
  }

  private <T> Future<T> queue(Caller caller, Supplier<Future<T>> read, boolean patient) {
    var next = new Waiting<T>(read, Promise.promise(), patient, System.nanoTime());
    if (running < bounds.atOnce()) {
      start(next);
    } else {
      waiting++;
      lines.computeIfAbsent(line(caller), unknown -> new ArrayDeque<>()).add(next);
    }
    return next.done().future();
  }

  /** Exempt callers share one queue. */
  public static String line(Caller caller) {
    return caller.exempt() ? "" : caller.address();
  }

  private <T> void start(Waiting<T> next) {
    running++;
    next.read()
        .get()
        .onComplete(
            result -> {
              running--;
              startNext();
              next.done().handle(result);
            });
  }

  private void startNext() {
    if (waiting == 0) {
      return;
    }
    var address = lines.keySet().iterator().next();
    var line = lines.remove(address);
    var next = line.remove();
    waiting--;
    if (!line.isEmpty()) {
      lines.put(address, line);
    }
    start(next);
  }

  private void failOverdue() {
    if (waiting == 0) {
      return;
    }
    long latest = System.nanoTime() - bounds.patience().toNanos();
    List<Waiting<?>> overdue = new ArrayList<>();
    for (var line : lines.values()) {
      for (var each : line) {
        if (!each.patient() && each.sinceNanos() - latest < 0) {
          overdue.add(each);
        }
      }
      line.removeIf(each -> !each.patient() && each.sinceNanos() - latest < 0);
    }
    lines.values().removeIf(ArrayDeque::isEmpty);
    waiting -= overdue.size();
    overdue.forEach(each -> each.done().fail(overloaded()));
  }

  private static RuntimeException overloaded() {
    return Problem.passing(
            ProblemCode.OVERLOADED, "Too many reads wait for this replica. Try again.", 1)
        .refusal();
  }
}
