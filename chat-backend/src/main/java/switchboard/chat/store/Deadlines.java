package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Fails what is not done in time with {@link StoreUnavailable}. All have the same time, so they are
 * overdue in the order of their coming, and one timer serves for all.
 */
final class Deadlines {
  private static final long SWEEP_MILLIS = 50;

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * SWEEP_MILLIS);

  private final long limitNanos;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  private long sweptNanos = System.nanoTime();

  /** When the last grace ended; long ago, when there was none yet. */
  private long graceEndNanos = sweptNanos - TimeUnit.HOURS.toNanos(1);

  private record Waiting(Promise<?> promise, long startedNanos) {}

  /** Deadlines that end at most so much after the start, and not more than two sweeps before it. */
  Deadlines(Vertx vertx, Duration limit) {
    limitNanos = limit.minusMillis(SWEEP_MILLIS).toNanos();
    vertx.setPeriodic(SWEEP_MILLIS, timer -> failOverdue());
  }

  /** Begins the time of a promise now. */
  void begin(Promise<?> promise) {
    forgetDone();
    waiting.add(new Waiting(promise, System.nanoTime()));
  }

  /** What a future gives, or a failure when that takes too long. */
  <T> Future<T> bound(Future<T> future) {
    if (future.isComplete()) {
      return future;
    }
    Promise<T> bounded = Promise.promise();
    begin(bounded);
    future.onSuccess(bounded::tryComplete).onFailure(bounded::tryFail);
    return bounded.future();
  }

  private void forgetDone() {
    while (!waiting.isEmpty() && waiting.peek().promise().future().isComplete()) {
      waiting.poll();
    }
  }

  private void failOverdue() {
    long now = System.nanoTime();
    // When the event loop itself was held up, replies may have come that it has not read yet. It
    // gets one sweep's time for them, but not over and over.
    if (now - sweptNanos > LATE_NANOS && now - graceEndNanos > limitNanos) {
      graceEndNanos = now + LATE_NANOS;
    }
    sweptNanos = now;
    if (now < graceEndNanos) {
      return;
    }
    forgetDone();
    while (!waiting.isEmpty() && now - waiting.peek().startedNanos() >= limitNanos) {
      waiting.poll().promise().tryFail(new StoreUnavailable("The store did not answer in time."));
      forgetDone();
    }
  }
}
