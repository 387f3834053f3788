package switchboard.chat.gateway.replicas;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The gateway's metrics. Gauges are refreshed by {@link #tick}, on the event loop that the replicas
 * are confined to; scrapes come from another thread.
 */
public final class GatewayMetrics {
  /**
   * The label of requests that the gateway answered itself, because there was no replica to ask.
   */
  private static final String NO_REPLICA = "none";

  private final Counter requests;
  private final Counter retries;
  private final Counter failures;
  private final Counter closed;
  private final Gauge connections;
  private final Gauge replicaUp;
  private final Replicas replicas;
  private final Set<String> shown = new HashSet<>();

  public GatewayMetrics(PrometheusRegistry registry, Replicas replicas) {
    this.replicas = replicas;
    requests =
        Counter.builder()
            .name("gateway_requests_total")
            .help("Requests answered, by the replica that answered and the class of the status.")
            .labelNames("replica", "status")
            .register(registry);
    retries =
        Counter.builder()
            .name("gateway_retries_total")
            .help("Attempts that failed and were retried.")
            .register(registry);
    failures =
        Counter.builder()
            .name("gateway_failures_total")
            .help("Requests answered 502, 503 or 504 by the gateway itself.")
            .register(registry);
    closed =
        Counter.builder()
            .name("gateway_connections_closed_total")
            .help("Clients' connections that were closed because too much was unsent to all.")
            .register(registry);
    connections =
        Gauge.builder()
            .name("gateway_connections")
            .help("Open WebSockets.")
            .labelNames("replica")
            .register(registry);
    replicaUp =
        Gauge.builder()
            .name("gateway_replica_up")
            .help("1 when the replica answers, 0 when it is taken out.")
            .labelNames("replica")
            .register(registry);
  }

  /** Publishes what has been written to clients and not sent, or is held for them, in bytes. */
  public static void unsent(PrometheusRegistry registry, LongSupplier bytes) {
    GaugeWithCallback.builder()
        .name("gateway_unsent_bytes")
        .help("Written to clients and not yet taken by the network, or held for them, in all.")
        .callback(gauge -> gauge.call((double) bytes.getAsLong()))
        .register(registry);
  }

  /** Refreshes the gauges from the replicas' present state. */
  public void tick() {
    var sockets = new TreeMap<String, Integer>();
    var up = new TreeMap<String, Integer>();
    for (var replica : replicas.all()) {
      // One that drains may share its name with its successor at another address.
      sockets.merge(replica.name(), replica.count(CallKind.SOCKETS), Integer::sum);
    }
    for (var member : replicas.members()) {
      up.put(member.name(), member.up() ? 1 : 0);
    }
    sockets.forEach((name, open) -> connections.labelValues(name).set(open));
    up.forEach((name, isUp) -> replicaUp.labelValues(name).set(isUp));
    shown.forEach(
        name -> {
          if (!sockets.containsKey(name)) {
            connections.remove(name);
          }
          if (!up.containsKey(name)) {
            replicaUp.remove(name);
          }
        });
    shown.clear();
    shown.addAll(sockets.keySet());
  }

  public void answered(Upstream replica, int status) {
    requests.labelValues(replica.name(), statusClass(status)).inc();
  }

  /** Counts a client's connection that was closed because it did not read. */
  public void closed() {
    closed.inc();
  }

  void retried() {
    retries.inc();
  }

  /** Counts a request that the gateway had to answer 502, 503 or 504 itself. */
  public void failed() {
    failures.inc();
    requests.labelValues(NO_REPLICA, "5xx").inc();
  }

  private static String statusClass(int status) {
    return switch (status / 100) {
      case 1 -> "1xx";
      case 2 -> "2xx";
      case 3 -> "3xx";
      case 4 -> "4xx";
      default -> "5xx";
    };
  }
}
