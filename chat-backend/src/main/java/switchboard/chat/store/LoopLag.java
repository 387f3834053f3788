package switchboard.chat.store;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long this process could not run: what its event loop is late by, in all. Whoever waits for
 * the store takes the difference off, because in that time even a reply that is there is not read.
 */
final class LoopLag {
  /** How often {@link #tick} is to be called. */
  static final long TICK_MILLIS = 50;

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

  private final LongSupplier nanoTime;
  private long tickedNanos;
  private long totalNanos;

  /**
   * None so far.
   *
   * @param nanoTime the clock, such as {@link System#nanoTime}
   */
  LoopLag(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    tickedNanos = nanoTime.getAsLong();
  }

  /** To be called on the event loop by a timer; gives how late this call is. */
  long tick() {
    long late = lateNanos();
    totalNanos += late;
    tickedNanos = nanoTime.getAsLong();
    return late;
  }

  /** All of it until now; the difference of two is the lag between them. */
  long totalNanos() {
    return totalNanos + lateNanos();
  }

  private long lateNanos() {
    return Math.max(0, nanoTime.getAsLong() - tickedNanos - TICK_NANOS);
  }
}
