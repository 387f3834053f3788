package switchboard.console.load;

import com.google.gson.annotations.SerializedName;
import java.time.Duration;
import java.util.Optional;

/**
 * The simulator's figures at one instant, as its {@code GET /stats} gives them; counts are since
 * its start.
 *
 * @param reconnectMillis from the break of a user's socket to the welcome on the next; null from a
 *     simulator that does not measure it
 * @param settled after a quiesce: nothing is under way any more, and lost is final
 * @param lastFailure the newest failed request in a sentence; null when there was none
 */
public record LoadStats(
    String at,
    String startedAt,
    Users users,
    Requests requests,
    Messages messages,
    long reconnects,
    Windows latencyMillis,
    Windows deliveryMillis,
    Windows latenessMillis,
    Windows reconnectMillis,
    boolean settled,
    String lastFailure) {

  public record Users(int wanted, int connected, int connectedPeak) {}

  public record Requests(long total, long failed, long inFlight) {}

  /**
   * What became of the users' messages; {@code delivered} counts every member who got one.
   *
   * @param pending acknowledged, and not yet seen by every connected member of the room
   */
  public record Messages(
      long sent,
      long acknowledged,
      long delivered,
      long lost,
      long duplicated,
      long reordered,
      long pending) {}

  /**
   * The same percentiles over three times.
   *
   * @param sinceMark since {@link Simulator#mark}, and since the start while there was none
   */
  public record Windows(Percentiles sinceStart, Percentiles sinceMark, Percentiles last10s) {}

  /** In milliseconds; null where nothing was counted. */
  public record Percentiles(
      long count,
      Double p50,
      Double p90,
      Double p95,
      Double p99,
      @SerializedName("p99_9") Double p999,
      Double max) {}

  /**
   * From this lateness of the simulator's own timers on (99th percentile over ten seconds), what it
   * measured says more about the simulator than about the system, and no verdict is given.
   */
  public static final Duration LATE = Duration.ofMillis(100);

  /** How late the simulator's own timers were over the last ten seconds, 99th percentile. */
  public Optional<Duration> lateness() {
    return Optional.ofNullable(latenessMillis.last10s().p99())
        .map(millis -> Duration.ofNanos((long) (millis * 1e6)));
  }

  public boolean allConnected() {
    return users.connected() >= users.wanted();
  }
}
