package switchboard.chat.store.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Fails operations that are not done in time: with {@link StoreUnavailable} when the store was
 * silent, with {@link Overloaded} when this process could not run. All have the same timeout, so
 * they are overdue in order of arrival, and one timer serves for all.
 */
public final class Deadlines {
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(LoopLag.TICK_MILLIS);

  /** How long the event loop gets to read the replies that came while it was held up. */
  private static final long GRACE_NANOS = 2 * LATE_NANOS;

  private final LoopLag lag;
  private final BooleanSupplier storeIsAway;
  private final LongSupplier nanoTime;
  private final long limitNanos;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /** When the last grace ended; long ago, when there was none yet. */
  private long graceEndNanos;

  private record Waiting(Promise<?> promise, long startedNanos, long lagNanos) {}

  /**
   * Deadlines at most this long after the start, and at most two sweeps earlier.
   *
   * @param lag is kept up to date by {@link #sweep}
   * @param storeIsAway whether the store is known to be out of reach
   * @param nanoTime the clock that {@code lag} goes by
   */
  public Deadlines(
      LoopLag lag, BooleanSupplier storeIsAway, Duration limit, LongSupplier nanoTime) {
    this.lag = lag;
    this.storeIsAway = storeIsAway;
    this.nanoTime = nanoTime;
    limitNanos = limit.minusMillis(LoopLag.TICK_MILLIS).toNanos();
    graceEndNanos = nanoTime.getAsLong() - TimeUnit.HOURS.toNanos(1);
  }

  /** Starts the timeout of a promise. */
  public void begin(Promise<?> promise) {
    forgetDone();
    waiting.add(new Waiting(promise, nanoTime.getAsLong(), lag.totalNanos()));
  }

  /** The result of a future, or a failure when that takes too long. */
  public <T> Future<T> bound(Future<T> future) {
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

  /** Fails overdue operations; to be called every {@link LoopLag#TICK_MILLIS}. */
  public void sweep() {
    long now = nanoTime.getAsLong();
    // When the event loop itself was held up, replies may have come that it has not read yet. It
    // gets a moment for them, but not over and over.
    if (lag.tick() > LATE_NANOS && now - graceEndNanos > limitNanos) {
      graceEndNanos = now + GRACE_NANOS;
    }
    if (now < graceEndNanos) {
      return;
    }
    forgetDone();
    while (!waiting.isEmpty() && now - waiting.peek().startedNanos() >= limitNanos) {
      var overdue = waiting.poll();
      overdue.promise().tryFail(reason(overdue, now));
      forgetDone();
    }
  }

  /**
   * The store had its chance when this process ran for two thirds of the time: as long as it takes
   * until a silent connection counts as dead.
   */
  private RuntimeException reason(Waiting overdue, long now) {
    long ranNanos = now - overdue.startedNanos() - (lag.totalNanos() - overdue.lagNanos());
    return storeIsAway.getAsBoolean() || ranNanos >= 2 * limitNanos / 3
        ? new StoreUnavailable("The store did not answer in time.")
        : new Overloaded();
  }
}
