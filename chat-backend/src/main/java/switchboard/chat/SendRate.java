package switchboard.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bounds what one user sends through this replica: a token bucket for each, which holds one
 * second's worth. Users who have been quiet for a second are forgotten, so memory follows the users
 * who are sending.
 */
final class SendRate {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecond;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private long sweptNanos;

  private record Bucket(double tokens, long filledNanos) {}

  SendRate(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.sweptNanos = nanoTime.getAsLong();
  }

  /** Takes a place for one message; false when the user has to wait up to a second. */
  boolean admits(String user) {
    long now = nanoTime.getAsLong();
    sweep(now);
    Bucket bucket = buckets.getOrDefault(user, new Bucket(perSecond, now));
    double refill = (now - bucket.filledNanos()) / NANOS_PER_SECOND * perSecond;
    double tokens = Math.min(perSecond, bucket.tokens() + refill);
    boolean admitted = tokens >= 1;
    buckets.put(user, new Bucket(admitted ? tokens - 1 : tokens, now));
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
