package switchboard.chat.management;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Limits the rate of each of many senders by a token bucket. A sender whose bucket is full again is
 * forgotten, so memory follows those who are sending; and of more than {@link #MAX_SENDERS} the one
 * that has been quiet for longest is. Confined to one thread.
 */
public final class RateLimit {
  static final int MAX_SENDERS = 100_000;

  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanoTime;

  /** The one that has been quiet for longest comes first. */
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private long sweptNanos;

  private record Bucket(double tokens, long filledNanos) {}

  /**
   * A limit with one second's worth as its burst.
   *
   * @param perSecond what one sender may do
   * @param nanoTime a clock that never goes back
   */
  public RateLimit(int perSecond, LongSupplier nanoTime) {
    this(perSecond, perSecond, nanoTime);
  }

  /**
   * @param perSecond what one sender may do in the long run
   * @param burst what one who has been quiet may do at once
   * @param nanoTime a clock that never goes back
   */
  public RateLimit(double perSecond, double burst, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.sweptNanos = nanoTime.getAsLong();
  }

  /** Takes one place; false when the sender has to wait, see {@link #waitSeconds}. */
  public boolean admits(String sender) {
    long now = nanoTime.getAsLong();
    double tokens = tokens(sender, now);
    var admitted = tokens >= 1;
    put(sender, admitted ? tokens - 1 : tokens, now);
    return admitted;
  }

  /** Whether the sender has not used up what it may do. */
  public boolean hasLeft(String sender) {
    return tokens(sender, nanoTime.getAsLong()) > 0;
  }

  /**
   * Charges a cost that is known only afterwards, on credit if need be; a negative cost is given
   * back.
   */
  public void charge(String sender, double cost) {
    long now = nanoTime.getAsLong();
    put(sender, tokens(sender, now) - cost, now);
  }

  /** Whole seconds, at least one, after which the sender is admitted again. */
  public int waitSeconds(String sender) {
    double missing = 1 - tokens(sender, nanoTime.getAsLong());
    return (int) Math.max(1, Math.ceil(missing / perSecond));
  }

  int remembered() {
    return buckets.size();
  }

  private double tokens(String sender, long now) {
    var bucket = buckets.get(sender);
    return bucket == null ? burst : level(bucket, now);
  }

  private double level(Bucket bucket, long now) {
    double refill = (now - bucket.filledNanos()) / NANOS_PER_SECOND * perSecond;
    return Math.min(burst, bucket.tokens() + refill);
  }

  private void put(String sender, double tokens, long now) {
    buckets.put(sender, new Bucket(tokens, now));
    if (now - sweptNanos > NANOS_PER_SECOND) {
      sweptNanos = now;
      buckets.values().removeIf(bucket -> level(bucket, now) >= burst);
    }
    if (buckets.size() > MAX_SENDERS) {
      var quietest = buckets.keySet().iterator();
      quietest.next();
      quietest.remove();
    }
  }
}
