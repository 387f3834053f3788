package switchboard.chat.store.connection;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures how long this process could not run: the total delay of its event loop. Waits for the
 * store subtract it, because in that time even a reply that has arrived is not read.
 */
public final class LoopLag {
  /** How often {@link #tick} is to be called. */
  public static final long TICK_MILLIS = 50;

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

  private final LongSupplier nanoTime;
  private long tickedNanos;
  private long totalNanos;

  /**
   * Starts at zero.
   *
   * @param nanoTime the clock, such as {@link System#nanoTime}
   */
  public LoopLag(LongSupplier nanoTime) {
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

  /** The total until now; the difference of two is the lag between them. */
  long totalNanos() {
    return totalNanos + lateNanos();
  }

  private long lateNanos() {
    return Math.max(0, nanoTime.getAsLong() - tickedNanos - TICK_NANOS);
  }
}
