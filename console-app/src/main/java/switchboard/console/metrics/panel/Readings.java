package switchboard.console.metrics.panel;

import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.LabelMatcher.equal;

import java.time.Duration;
import java.util.List;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Expression.SumBy;
import switchboard.console.metrics.scrape.History;
import switchboard.console.text.Unit;

/**
 * The figures of the cockpit's tiles (of the system) and cards (by instance).
 *
 * @param availability of the last 15 minutes: 1 − failed/all of what users asked for
 * @param up 1 when the last scrape of an instance, of any job, succeeded, else 0
 * @param gatewayRetries since the gateway started; a gateway that does not report it (nginx) has no
 *     value
 * @param replicaWorkingSet what counts against a replica's memory limit; only in a control group
 * @param certificateEnd when the first of the gateway's certificates ends, in Unix seconds; only
 *     where users come by HTTPS
 * @param throttled share of CPU periods in which a replica was throttled
 */
public record Readings(
    Reading usersOnline,
    Reading requests,
    Reading deliveries,
    Reading latencyP99,
    Reading errorShare,
    Reading availability,
    Reading up,
    Reading replicaRequests,
    Reading replicaConnections,
    Reading replicaCpu,
    Reading replicaCpuLimit,
    Reading replicaMemory,
    Reading replicaMemoryLimit,
    Reading replicaWorkingSet,
    Reading throttled,
    Reading gatewayRetries,
    Reading certificateEnd,
    Reading storeAppends,
    Reading simulatorMessages) {

  /**
   * The readings with rates over windows that suit the scrapes.
   *
   * @param scrapeInterval of whatever scrapes the system, as for {@link Panels}
   */
  public static Readings forScrapesEvery(Duration scrapeInterval) {
    ChatExpressions chat = ChatExpressions.forScrapesEvery(scrapeInterval);
    return new Readings(
        new Reading("users", "Users online", Unit.COUNT, chat.total("sim_users")),
        new Reading("requests", "Requests", Unit.PER_SECOND, chat.requests()),
        new Reading(
            "deliveries",
            "Deliveries",
            Unit.PER_SECOND,
            chat.perSecond("chat_messages_delivered_total")),
        new Reading("latency-p99", "Latency p99", Unit.SECONDS, chat.latency(0.99)),
        new Reading("errors", "Errors", Unit.PERCENT, chat.errorShare()),
        new Reading(
            "availability",
            "Availability, 15 min",
            Unit.PERCENT,
            chat.availability(History.RETENTION)),
        new Reading("up", "Up", Unit.COUNT, metric("up")),
        new Reading("replica-requests", "Requests", Unit.PER_SECOND, chat.requestsByInstance()),
        new Reading(
            "replica-connections", "Users", Unit.COUNT, chat.byInstance("chat_connections")),
        new Reading("replica-cpu", "CPU", Unit.CORES, chat.cpuByInstance()),
        new Reading(
            "replica-cpu-limit",
            "CPU limit",
            Unit.CORES,
            chat.byInstance("container_cpu_limit_cores")),
        new Reading("replica-memory", "Memory", Unit.BYTES, chat.memoryByInstance()),
        new Reading(
            "replica-memory-limit",
            "Memory limit",
            Unit.BYTES,
            chat.byInstance("container_memory_limit_bytes")),
        new Reading(
            "replica-working-set",
            "Working set",
            Unit.BYTES,
            chat.byInstance("container_memory_working_set_bytes")),
        new Reading("replica-throttled", "Throttled", Unit.PERCENT, chat.throttledByInstance()),
        new Reading("gateway-retries", "Retries", Unit.COUNT, chat.total("gateway_retries_total")),
        new Reading(
            "certificate-end",
            "Certificate",
            Unit.SECONDS,
            metric("probe_ssl_earliest_cert_expiry")),
        new Reading(
            "store-appends",
            "Appends",
            Unit.PER_SECOND,
            chat.perSecond("chat_store_append_duration_seconds_count")),
        new Reading(
            "simulator-messages",
            "Messages",
            Unit.PER_SECOND,
            chat.perSecond("sim_messages_sent_total")));
  }

  /** How many requests each replica has answered since its process was started. */
  public static Expression requestCountByInstance() {
    return new SumBy(metric("http_requests_total", equal("job", "backend")), List.of("instance"));
  }

  /** Each replica's requests per second over a chosen window. */
  public static Expression requestsByInstance(Duration over) {
    return new ChatExpressions(over).requestsByInstance();
  }

  /** The CPU usage, in cores, over a chosen window, of each component that reports its own. */
  public static Expression cpuOfEveryPart(Duration over) {
    return new ChatExpressions(over).cpuOfEveryPart();
  }

  /** The resident memory of each component that reports its own. */
  public static Expression memoryOfEveryPart() {
    return new SumBy(metric("process_resident_memory_bytes"), List.of("instance"));
  }

  /** The percentage of CPU periods in which each replica was throttled, likewise. */
  public static Expression throttledByInstance(Duration over) {
    return new ChatExpressions(over).throttledByInstance();
  }

  public List<Reading> all() {
    return List.of(
        usersOnline,
        requests,
        deliveries,
        latencyP99,
        errorShare,
        availability,
        up,
        replicaRequests,
        replicaConnections,
        replicaCpu,
        replicaCpuLimit,
        replicaMemory,
        replicaMemoryLimit,
        replicaWorkingSet,
        throttled,
        gatewayRetries,
        certificateEnd,
        storeAppends,
        simulatorMessages);
  }
}
