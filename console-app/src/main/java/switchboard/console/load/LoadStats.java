package switchboard.console.load;

import com.google.gson.annotations.JsonAdapter;
import com.google.gson.annotations.SerializedName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The simulator's figures at one instant, as its {@code GET /stats} gives them; counts are since
 * its start. Those of {@link Simulators several} are together like those of one.
 *
 * @param at the instant, by the simulator's clock; of several simulators, the latest
 * @param startedAt when counting began; of several simulators, of all counts that are in the
 *     figures, with {@link #AND} between
 * @param historyResets how often users were notified that the store had lost history; null from a
 *     simulator that does not count it
 * @param reconnectMillis from the break of a user's socket to the welcome on the next; null from a
 *     simulator that does not measure it
 * @param settled after a quiesce: nothing is under way any more, and lost is final
 * @param lastFailure the newest failed request in a sentence; null when there was none
 */
public record LoadStats(
    @JsonAdapter(IsoMillis.class) Instant at,
    String startedAt,
    Users users,
    Requests requests,
    Messages messages,
    long reconnects,
    Long historyResets,
    Windows latencyMillis,
    Windows deliveryMillis,
    Windows latenessMillis,
    Windows reconnectMillis,
    boolean settled,
    String lastFailure) {

  /**
   * The virtual users.
   *
   * @param disconnectedSeconds for how long users who had been connected, and are wanted, were
   *     without a socket, of all together; null from a simulator that does not measure it
   */
  public record Users(int wanted, int connected, int connectedPeak, Double disconnectedSeconds) {
    /** From a simulator that does not measure for how long they were disconnected. */
    public Users(int wanted, int connected, int connectedPeak) {
      this(wanted, connected, connectedPeak, null);
    }
  }

  /**
   * The users' requests.
   *
   * @param total those that have an outcome
   * @param issued those that were due; null from a simulator that does not count them
   * @param dropped those that were due and not sent, which are among the failed ones; null from a
   *     simulator that does not count them
   */
  public record Requests(long total, long failed, long inFlight, Long issued, Long dropped) {
    /** From a simulator that does not count what was issued and what was dropped. */
    public Requests(long total, long failed, long inFlight) {
      this(total, failed, inFlight, null, null);
    }

    /** Whether each that was issued has an outcome or is in flight, as far as that is known. */
    public boolean areAccountedFor() {
      return issued == null || issued == total + inFlight;
    }
  }

  /**
   * What became of the users' messages. What a simulator does not count is null, and not known.
   *
   * @param owed deliveries that acknowledged messages owe to the users of their rooms
   * @param delivered counts every user who got one
   * @param renumbered acknowledged messages that stand under another number than was acknowledged
   * @param undelivered owed, and after settling neither delivered nor lost nor abandoned
   * @param abandoned owed to users who had ended before they could get them
   * @param pending owed, and may still come
   * @param wrongPages pages of history that were out of order, had gaps, or missed a message that
   *     was acknowledged before they were asked for
   */
  public record Messages(
      long sent,
      long acknowledged,
      Long owed,
      long delivered,
      long lost,
      long duplicated,
      long reordered,
      Long renumbered,
      Long undelivered,
      Long abandoned,
      long pending,
      Long wrongPages) {

    private Messages since(Messages earlier) {
      return new Messages(
          sent - earlier.sent,
          acknowledged - earlier.acknowledged,
          less(owed, earlier.owed),
          delivered - earlier.delivered,
          lost - earlier.lost,
          duplicated - earlier.duplicated,
          reordered - earlier.reordered,
          less(renumbered, earlier.renumbered),
          less(undelivered, earlier.undelivered),
          less(abandoned, earlier.abandoned),
          pending,
          less(wrongPages, earlier.wrongPages));
    }
  }

  /**
   * The same percentiles over three times.
   *
   * @param sinceMark since {@link Simulator#mark}, and since the start while there was none
   */
  public record Windows(Percentiles sinceStart, Percentiles sinceMark, Percentiles last10s) {
    Windows marked() {
      return new Windows(sinceStart, Percentiles.unknown(0), last10s);
    }

    Windows closed() {
      return new Windows(sinceStart, sinceMark, Percentiles.unknown(0));
    }
  }

  /**
   * In milliseconds; null where nothing was counted.
   *
   * @param histogram of microseconds, in HdrHistogram's compressed encoding and Base64; null unless
   *     it was asked for
   */
  public record Percentiles(
      long count,
      Double p50,
      Double p90,
      Double p95,
      Double p99,
      @SerializedName("p99_9") Double p999,
      Double max,
      String histogram) {
    public Percentiles(
        long count, Double p50, Double p90, Double p95, Double p99, Double p999, Double max) {
      this(count, p50, p90, p95, p99, p999, max, null);
    }

    /** A count without further details. */
    public static Percentiles unknown(long count) {
      return new Percentiles(count, null, null, null, null, null, null);
    }
  }

  /** Combines the start times of several simulators. */
  static final String AND = " ";

  /** Why nothing is proved when figures do not {@link #continues continue} others. */
  public static final String LOST = "A simulator restarted, and its counts are lost";

  /** How late the simulator's own timers were over the last ten seconds, 99th percentile. */
  public Optional<Duration> lateness() {
    return p99(latenessMillis.last10s());
  }

  /** How late the simulator's own timers were since its start, 99th percentile. */
  public Optional<Duration> latenessSinceStart() {
    return p99(latenessMillis.sinceStart());
  }

  /** How many of the simulator's own timers have run since its start. */
  public long timers() {
    return latenessMillis.sinceStart().count();
  }

  private static Optional<Duration> p99(Percentiles millis) {
    return Optional.ofNullable(millis.p99()).map(value -> Duration.ofNanos((long) (value * 1e6)));
  }

  /**
   * Whether everything that was counted in the earlier figures is counted in these: no simulator
   * restarted since, nor was one removed without completing its accounting.
   */
  public boolean continues(LoadStats earlier) {
    return List.of(startedAt.split(AND)).containsAll(List.of(earlier.startedAt.split(AND)));
  }

  /**
   * What was counted since earlier figures, which these {@link #continues continue} and at which
   * nothing was under way. Percentiles are as they are here.
   *
   * @param connectedPeak how many users were connected at most since
   */
  public LoadStats since(LoadStats earlier, int connectedPeak) {
    var failed = requests.failed - earlier.requests.failed;
    return new LoadStats(
        at,
        startedAt,
        new Users(
            users.wanted(),
            users.connected(),
            connectedPeak,
            less(users.disconnectedSeconds(), earlier.users.disconnectedSeconds())),
        new Requests(
            requests.total - earlier.requests.total,
            failed,
            requests.inFlight,
            less(requests.issued, earlier.requests.issued),
            less(requests.dropped, earlier.requests.dropped)),
        messages.since(earlier.messages),
        reconnects - earlier.reconnects,
        less(historyResets, earlier.historyResets),
        latencyMillis,
        deliveryMillis,
        latenessMillis,
        reconnectMillis,
        settled,
        failed == 0 ? null : lastFailure);
  }

  private static Long less(Long all, Long before) {
    return all == null || before == null ? null : Long.valueOf(all - before);
  }

  private static Double less(Double all, Double before) {
    return all == null || before == null ? null : Double.valueOf(all - before);
  }

  /** The same counts under another name. */
  LoadStats called(String name) {
    return with(name, users, UnaryOperator.identity());
  }

  /** What remains of a removed simulator: its counts, but no users and nothing recent. */
  LoadStats closed() {
    return with(startedAt, new Users(0, 0, 0, users.disconnectedSeconds()), Windows::closed);
  }

  /** Of a simulator that has gone, after a new {@link Simulator#mark}. */
  LoadStats marked() {
    return with(startedAt, users, Windows::marked);
  }

  private LoadStats with(String name, Users others, UnaryOperator<Windows> changed) {
    return new LoadStats(
        at,
        name,
        others,
        requests,
        messages,
        reconnects,
        historyResets,
        changed.apply(latencyMillis),
        changed.apply(deliveryMillis),
        changed.apply(latenessMillis),
        reconnectMillis == null ? null : changed.apply(reconnectMillis),
        settled,
        lastFailure);
  }

  /** What the simulator does not count, in the words of a sentence; empty when it counts all. */
  public List<String> uncounted() {
    var names = new ArrayList<String>();
    unless(messages.owed(), names, "owed");
    unless(messages.renumbered(), names, "renumbered");
    unless(messages.undelivered(), names, "undelivered");
    unless(messages.abandoned(), names, "abandoned");
    unless(messages.wrongPages(), names, "wrong pages");
    unless(historyResets, names, "history resets");
    return names;
  }

  private static void unless(Long counted, List<String> names, String name) {
    if (counted == null) {
      names.add(name);
    }
  }

  public boolean allConnected() {
    return users.connected() >= users.wanted();
  }
}
