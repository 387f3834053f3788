package switchboard.chat.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The metrics of one replica. Times are in seconds, as is usual in Prometheus. */
public final class ChatMetrics {
  private static final double[] LATENCY_BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final InstantSource clock;
  private final Counter requests;
  private final Histogram requestDuration;
  private final Gauge connections;
  private final Counter closed;
  private final Counter askedToMove;
  private final Gauge rooms;
  private final Counter accepted;
  private final Counter delivered;
  private final Counter historyResets;
  private final Counter unreadableEntries;
  private final Histogram deliveryDuration;
  private final Histogram appendDuration;
  private final Counter appendErrors;

  /**
   * Registers all of them.
   *
   * @param clock by which messages are stamped
   */
  public ChatMetrics(PrometheusRegistry registry, InstantSource clock) {
    this.clock = clock;
    requests =
        Counter.builder()
            .name("http_requests_total")
            .help("Requests to the Chat API that were answered; a WebSocket counts once, as 101.")
            .labelNames("method", "route", "status")
            .register(registry);
    requestDuration =
        latency("http_request_duration_seconds", "From a request's head to the end of its answer.")
            .labelNames("method", "route")
            .register(registry);
    connections =
        Gauge.builder().name("chat_connections").help("Open WebSockets.").register(registry);
    closed =
        Counter.builder()
            .name("chat_connections_closed_total")
            .help("Connections and WebSockets that the replica closed for a reason of its own.")
            .labelNames("reason")
            .register(registry);
    for (var reason : CloseReason.values()) {
      closed.initLabelValues(reason.word());
    }
    askedToMove =
        Counter.builder()
            .name("chat_users_asked_to_move_total")
            .help("Users asked to connect again, so that replicas hold equally many.")
            .register(registry);
    rooms =
        Gauge.builder()
            .name("chat_rooms")
            .help("Rooms with a member on this replica.")
            .register(registry);
    accepted =
        Counter.builder()
            .name("chat_messages_accepted_total")
            .help("Messages made durable by this replica, retries not counted.")
            .register(registry);
    delivered =
        Counter.builder()
            .name("chat_messages_delivered_total")
            .help("Messages written to a member's socket, once for each member.")
            .register(registry);
    historyResets =
        Counter.builder()
            .name("chat_history_resets_total")
            .help("How often the store had lost history and a new epoch began.")
            .register(registry);
    unreadableEntries =
        Counter.builder()
            .name("chat_store_unreadable_entries_total")
            .help("Entries of the store's streams that are not messages and were skipped.")
            .register(registry);
    deliveryDuration =
        latency(
                "chat_delivery_duration_seconds",
                "From a message's acceptance, on any replica, to the write to a member's socket.")
            .register(registry);
    appendDuration =
        latency(
                "chat_store_append_duration_seconds",
                "From a message's acceptance to its confirmation by the store.")
            .register(registry);
    appendErrors =
        Counter.builder()
            .name("chat_store_append_errors_total")
            .help("Messages that could not be made durable because the store was not reached.")
            .register(registry);
  }

  /** The reason for which the replica closed a client's connection. */
  public enum CloseReason {
    /** Too much was unsent to all clients together. */
    UNSENT_BUDGET("unsent-budget"),
    /** Too much was unsent to this client. */
    TOO_SLOW("too-slow"),
    /** The session's token is no longer valid. */
    TOKEN_EXPIRED("token-expired"),
    /** It was asked to move, and did not in time. */
    NOT_MOVED("not-moved");

    private final String word;

    CloseReason(String word) {
      this.word = word;
    }

    private String word() {
      return word;
    }
  }

  private static Histogram.Builder latency(String name, String help) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(LATENCY_BOUNDS);
  }

  public void answered(String method, String route, int status, long startedNanos) {
    requests.labelValues(method, route, Integer.toString(status)).inc();
    requestDuration.labelValues(method, route).observe(secondsSince(startedNanos));
  }

  public void appended(long startedNanos, boolean duplicate) {
    appendDuration.observe(secondsSince(startedNanos));
    if (!duplicate) {
      accepted.inc();
    }
  }

  /** Records that the store was not reached with a message. */
  public void appendFailed() {
    appendErrors.inc();
  }

  /** Records that a message accepted at this time has just been written to this many sockets. */
  public void delivered(Instant acceptedAt, int sockets) {
    // Clocks of two machines can differ: a message is never delivered before it was accepted.
    double seconds = Math.max(0, Duration.between(acceptedAt, clock.instant()).toNanos() / 1e9);
    for (int socket = 0; socket < sockets; socket++) {
      deliveryDuration.observe(seconds);
    }
    delivered.inc(sockets);
  }

  /**
   * Records the write of an older message to a socket that catches up; its latency says nothing.
   */
  public void replayed() {
    delivered.inc();
  }

  public void historyReset() {
    historyResets.inc();
  }

  public void unreadableEntry() {
    unreadableEntries.inc();
  }

  public void connectionOpened() {
    connections.inc();
  }

  public void connectionClosed() {
    connections.dec();
  }

  public void askedToMove(int users) {
    askedToMove.inc(users);
  }

  public void closed(CloseReason reason) {
    closed.labelValues(reason.word()).inc();
  }

  /** Publishes what has been written to clients and not sent, in bytes. */
  public static void unsent(PrometheusRegistry registry, LongSupplier bytes) {
    GaugeWithCallback.builder()
        .name("chat_unsent_bytes")
        .help("Written to clients and not yet taken by the network, in all.")
        .callback(gauge -> gauge.call((double) bytes.getAsLong()))
        .register(registry);
  }

  public void rooms(int count) {
    rooms.set(count);
  }

  private static double secondsSince(long startedNanos) {
    return (double) (System.nanoTime() - startedNanos) / TimeUnit.SECONDS.toNanos(1);
  }
}
