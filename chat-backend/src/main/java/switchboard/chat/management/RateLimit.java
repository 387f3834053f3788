package switchboard.chat.management;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bounds what each of many senders may send: a token bucket for each, which holds one second's
 * worth. Those who have been quiet for a second are forgotten, so memory follows the ones who are
 * sending. Confined to one thread.
 */
public final class RateLimit {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecond;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private long sweptNanos;

  private record Bucket(double tokens, long filledNanos) {}

  /**
   * @param perSecond what one sender may send
   * @param nanoTime a clock that never goes back
   */
  public RateLimit(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.sweptNanos = nanoTime.getAsLong();
  }

  /** Takes one place; false when the sender has to wait up to a second. */
  public boolean admits(String sender) {
    long now = nanoTime.getAsLong();
    sweep(now);
    Bucket bucket = buckets.getOrDefault(sender, new Bucket(perSecond, now));
    double refill = (now - bucket.filledNanos()) / NANOS_PER_SECOND * perSecond;
    double tokens = Math.min(perSecond, bucket.tokens() + refill);
    boolean admitted = tokens >= 1;
    buckets.put(sender, new Bucket(admitted ? tokens - 1 : tokens, now));
    return admitted;
  }

  int remembered() {
    return buckets.size();
  }

  private void sweep(long now) {
    if (now - sweptNanos > NANOS_PER_SECOND) {
      sweptNanos = now;
      buckets.values().removeIf(bucket -> now - bucket.filledNanos() > NANOS_PER_SECOND);
    }
  }
}
