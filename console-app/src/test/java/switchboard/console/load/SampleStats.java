package switchboard.console.load;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.LoadStats.Users;
import switchboard.console.load.LoadStats.Windows;

/** Figures of a simulator whose users are all connected and unharmed, to vary in tests. */
public record SampleStats(
    Instant at,
    String startedAt,
    Users users,
    Requests requests,
    Messages messages,
    Long historyResets,
    double latenessMillis,
    List<Long> requestMicros,
    List<Long> deliveryMicros,
    boolean settled) {

  public static final SampleStats UNHARMED =
      new SampleStats(
          Instant.parse("2026-01-01T00:01:00.000Z"),
          "2026-01-01T00:00:00.000Z",
          new Users(100, 100, 100),
          new Requests(1_000, 0, 0),
          new Messages(500, 500, 25_000L, 25_000, 0, 0, 0, 0L, 0L, 0L, 0, 0L),
          0L,
          1,
          times(100, 5_000),
          times(100, 3_000),
          true);

  /** A number of equal durations. */
  public static List<Long> times(int count, long micros) {
    return Collections.nCopies(count, micros);
  }

  /** What a simulator reports of them. */
  public static Optional<Distribution> distribution(List<Long> micros) {
    return Distribution.of(Recorded.micros(micros.stream().mapToLong(Long::longValue).toArray()));
  }

  /** As a simulator gives them that was not asked for histograms, or does not have them. */
  public static LoadStats withoutHistograms(LoadStats all) {
    var some = all.deliveryMillis().sinceStart();
    var bare =
        new Percentiles(
            some.count(), some.p50(), some.p90(), some.p95(), some.p99(), some.p999(), some.max());
    return new LoadStats(
        all.at(),
        all.startedAt(),
        all.users(),
        all.requests(),
        all.messages(),
        all.reconnects(),
        all.historyResets(),
        all.latencyMillis(),
        new Windows(bare, bare, bare),
        all.latenessMillis(),
        all.reconnectMillis(),
        all.settled(),
        all.lastFailure());
  }

  public SampleStats with(Requests changed) {
    return new SampleStats(
        at,
        startedAt,
        users,
        changed,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats with(Users changed) {
    return new SampleStats(
        at,
        startedAt,
        changed,
        requests,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  /** Besides those that there are; they count as requests, too. */
  public SampleStats withMoreRequests(List<Long> micros) {
    return new SampleStats(
        at,
        startedAt,
        users,
        new Requests(requests.total() + micros.size(), requests.failed(), requests.inFlight()),
        messages,
        historyResets,
        latenessMillis,
        Stream.concat(requestMicros.stream(), micros.stream()).toList(),
        deliveryMicros,
        settled);
  }

  public SampleStats withDeliveries(List<Long> micros) {
    return new SampleStats(
        at,
        startedAt,
        users,
        requests,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        micros,
        settled);
  }

  public SampleStats withTotal(long changed) {
    return new SampleStats(
        at,
        startedAt,
        users,
        new Requests(changed, requests.failed(), requests.inFlight()),
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats withFailed(long changed) {
    return new SampleStats(
        at,
        startedAt,
        users,
        new Requests(requests.total(), changed, requests.inFlight()),
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  /** Of the simulator's timers. */
  public SampleStats withLateness(double changedMillis) {
    return new SampleStats(
        at,
        startedAt,
        users,
        requests,
        messages,
        historyResets,
        changedMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats withMessages(UnaryOperator<Messages> change) {
    return new SampleStats(
        at,
        startedAt,
        users,
        requests,
        change.apply(messages),
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats withLost(long changed) {
    return withMessages(
        was ->
            new Messages(
                was.sent(),
                was.acknowledged(),
                was.owed(),
                was.delivered(),
                changed,
                was.duplicated(),
                was.reordered(),
                was.renumbered(),
                was.undelivered(),
                was.abandoned(),
                was.pending(),
                was.wrongPages()));
  }

  /** Of a simulator that was started again. */
  public SampleStats restarted() {
    return new SampleStats(
        at,
        "2026-01-01T00:00:30.000Z",
        users,
        requests,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats withHistoryResets(Long changed) {
    return new SampleStats(
        at,
        startedAt,
        users,
        requests,
        messages,
        changed,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats withUsers(int wanted, int connected, int connectedPeak) {
    return new SampleStats(
        at,
        startedAt,
        new Users(wanted, connected, connectedPeak),
        requests,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats withLatenessMillis(double changed) {
    return new SampleStats(
        at,
        startedAt,
        users,
        requests,
        messages,
        historyResets,
        changed,
        requestMicros,
        deliveryMicros,
        settled);
  }

  /** Besides those that there are. */
  public SampleStats withMoreDeliveries(List<Long> micros) {
    var all = Stream.concat(deliveryMicros.stream(), micros.stream()).toList();
    return new SampleStats(
        at,
        startedAt,
        users,
        requests,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        all,
        settled);
  }

  public SampleStats restartedAt(String changed) {
    return new SampleStats(
        at,
        changed,
        users,
        requests,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats at(Instant changed) {
    return new SampleStats(
        changed,
        startedAt,
        users,
        requests,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        settled);
  }

  public SampleStats unsettled() {
    return new SampleStats(
        at,
        startedAt,
        users,
        requests,
        messages,
        historyResets,
        latenessMillis,
        requestMicros,
        deliveryMicros,
        false);
  }

  public LoadStats stats() {
    return new LoadStats(
        at,
        startedAt,
        users,
        requests,
        messages,
        0,
        historyResets,
        measured(5, requestMicros),
        measured(3, deliveryMicros),
        windows(latenessMillis),
        windows(1_500),
        settled,
        requests.failed() == 0 ? null : "GET /api/messages: 503");
  }

  /** With the times of its requests, in milliseconds, and their histogram. */
  public LoadStats withRequests(long... millis) {
    var all = stats();
    return new LoadStats(
        at,
        startedAt,
        users,
        all.requests(),
        messages,
        all.reconnects(),
        historyResets,
        Recorded.all(Arrays.stream(millis).map(each -> each * 1_000).toArray()),
        all.deliveryMillis(),
        all.latenessMillis(),
        all.reconnectMillis(),
        settled,
        all.lastFailure());
  }

  /** The percentiles are flat, and the histogram is of what was measured. */
  private static Windows measured(double millis, List<Long> micros) {
    var flat =
        new Percentiles(
            micros.size(),
            millis,
            millis,
            millis,
            millis,
            millis,
            millis,
            Recorded.micros(micros.stream().mapToLong(Long::longValue).toArray()).histogram());
    return new Windows(flat, flat, flat);
  }

  private static Windows windows(double millis) {
    var flat = new Percentiles(100, millis, millis, millis, millis, millis, millis);
    return new Windows(flat, flat, flat);
  }
}
