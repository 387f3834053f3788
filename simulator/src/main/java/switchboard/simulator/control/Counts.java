package switchboard.simulator.control;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.swarm.Swarm;

/** The published counts: read at each scrape, on the event loop. */
public final class Counts {
  private final PrometheusRegistry registry;

  private Counts(PrometheusRegistry registry) {
    this.registry = registry;
  }

  public static void register(
      PrometheusRegistry registry, Swarm swarm, Stats stats, DeliveryChecker books) {
    var counts = new Counts(registry);
    counts.gauge("sim_users", "Users whose socket is open.", stats::connected);
    counts.gauge("sim_users_wanted", "Users that the load asks for.", () -> swarm.load().users());
    counts.counter(
        "sim_users_disconnected_seconds_total",
        "Seconds that users who had been connected were without a socket, of all together.",
        () -> stats.absences().seconds(System.nanoTime()));
    counts.requests(stats);
    counts.certificate(stats);
    counts.counter(
        "sim_requests_dropped_total",
        "Requests that were due and not sent, for too many waited for an answer.",
        stats::dropped);
    counts.counter("sim_messages_sent_total", "Messages sent.", stats::sent);
    counts.counter(
        "sim_messages_acknowledged_total", "Messages acknowledged in time.", stats::acknowledged);
    counts.counter(
        "sim_messages_delivered_total",
        "Messages received, counted once per member of the room.",
        books::delivered);
    counts.counter(
        "sim_messages_lost_total",
        "Messages that a member was owed and did not receive.",
        books::lost);
    counts.counter(
        "sim_messages_duplicated_total",
        "Messages that a member received more than once.",
        books::duplicated);
    counts.counter(
        "sim_messages_reordered_total",
        "Messages that a member received after a later one.",
        books::reordered);
    counts.counter(
        "sim_messages_renumbered_total",
        "Messages that stood under two numbers, or shared theirs with another one.",
        books::renumbered);
    counts.counter(
        "sim_messages_owed_total",
        "Deliveries that acknowledged messages owe to the users in the room.",
        books::owed);
    counts.gauge(
        "sim_messages_undelivered",
        "Deliveries owed that were neither delivered nor lost nor abandoned, and are not pending.",
        () -> books.undelivered(swarm.isSettled()));
    counts.counter(
        "sim_messages_abandoned_total",
        "Deliveries owed to users who left while they could not be connected.",
        books::abandoned);
    counts.counter(
        "sim_wrong_pages_total",
        "Pages of history that were not ascending, not dense, or missed an acknowledged message.",
        books::wrongPages);
    counts.counter(
        "sim_history_resets_total",
        "Times that a user was notified that the history was cut.",
        stats::historyResets);
    counts.counter("sim_reconnects_total", "Sockets that broke.", stats::reconnects);
    counts.counter(
        "sim_moves_total",
        "Times that a user opened another socket because the server asked for it.",
        stats::moves);
  }

  private void certificate(Stats stats) {
    // The name that the blackbox exporter has made usual, and rules for it exist.
    GaugeWithCallback.builder()
        .name("probe_ssl_earliest_cert_expiry")
        .help("When the first certificate of the chain that the server showed ends, in Unix time.")
        .callback(
            callback -> {
              if (stats.certificateEnds() != null) {
                callback.call((double) stats.certificateEnds().getEpochSecond());
              }
            })
        .register(registry);
  }

  private void requests(Stats stats) {
    CounterWithCallback.builder()
        .name("sim_requests_total")
        .help("Logins, history reads, WebSocket handshakes and messages sent.")
        .labelNames("outcome")
        .callback(
            callback -> {
              callback.call((double) stats.succeeded(), "ok");
              callback.call((double) stats.failed(), "failed");
            })
        .register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }
}
