package switchboard.console.loadtest;

import java.math.BigDecimal;
import java.time.Duration;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/** When the requests of a load test go out. The bounds are those of the simulator. */
public sealed interface Arrivals {
  int MAX_REQUESTS = 1_000_000;
  int MAX_CONCURRENCY = 1_000;
  int MAX_RATE = 50_000;
  Duration MAX_DURATION = Duration.ofMinutes(10);

  /** "20 000 requests, 50 at a time". */
  String words();

  /** How many requests there are in all. */
  long count();

  /**
   * Closed: a fixed number at a time, the next one when one is answered, as ApacheBench does.
   *
   * @param requests 1 to {@value #MAX_REQUESTS}
   * @param concurrency 1 to {@value #MAX_CONCURRENCY}
   */
  record Closed(int requests, int concurrency) implements Arrivals {
    /** What is not given. */
    public static final Closed DEFAULT = new Closed(20_000, 50);

    public Closed {
      LoadTestPlan.check("requests", requests, 1, MAX_REQUESTS);
      LoadTestPlan.check("concurrency", concurrency, 1, MAX_CONCURRENCY);
    }

    @Override
    public String words() {
      return Format.count(requests, "request") + ", " + Format.whole(concurrency) + " at a time";
    }

    @Override
    public long count() {
      return requests;
    }
  }

  /**
   * Open: at a constant rate, whether answered or not. A time counts from when the request was
   * intended, so that a system that stalls does not hide how long users would have waited.
   *
   * @param perSecond 1 to {@value #MAX_RATE}
   * @param duration whole milliseconds, 1 s to 10 min
   */
  record Open(double perSecond, Duration duration) implements Arrivals {
    /** What is not given. */
    public static final Open DEFAULT = new Open(2_000, Duration.ofSeconds(30));

    public Open {
      LoadTestPlan.check("rate", perSecond, 1, MAX_RATE);
      if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(MAX_DURATION) > 0) {
        throw new IllegalArgumentException(
            "duration is " + Durations.text(duration) + "; expected 1s to 10m");
      }
      var count = count(perSecond, duration);
      if (count > MAX_REQUESTS) {
        throw new IllegalArgumentException(
            "rate and duration make " + count + " requests; expected up to " + MAX_REQUESTS);
      }
    }

    private static long count(double perSecond, Duration duration) {
      return (long) Math.max(1, perSecond * duration.toMillis() / 1_000);
    }

    @Override
    public String words() {
      return Format.figure(perSecond, Unit.COUNT) + " requests/s for " + Durations.words(duration);
    }

    @Override
    public long count() {
      return count(perSecond, duration);
    }

    /** Without a fraction where there is none. */
    String rate() {
      return BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString();
    }
  }
}
