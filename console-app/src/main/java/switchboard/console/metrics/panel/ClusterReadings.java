package switchboard.console.metrics.panel;

import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.Expression.sum;
import static switchboard.console.metrics.LabelMatcher.equal;
import static switchboard.console.metrics.LabelMatcher.notEqual;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Expression.OrElse;
import switchboard.console.metrics.Expression.Rate;
import switchboard.console.metrics.Expression.Ratio;
import switchboard.console.metrics.Expression.Scale;
import switchboard.console.metrics.Expression.Selector;
import switchboard.console.metrics.LabelMatcher;
import switchboard.console.text.Unit;

/**
 * The figures of a whole cluster, as cAdvisor and kube-state-metrics give them to a Prometheus.
 *
 * @param cpu that pods use on all nodes
 * @param cpuAllocatable that nodes have for pods
 * @param memory the working set of pods on all nodes
 * @param memoryAllocatable that nodes have for pods
 * @param restarts of the containers of one namespace, since each pod was made
 * @param throttled share of the CPU periods in which a container of that namespace was throttled
 */
public record ClusterReadings(
    Reading cpu,
    Reading cpuAllocatable,
    Reading memory,
    Reading memoryAllocatable,
    Reading restarts,
    Reading throttled) {
  /** Four scrapes of the interval that is usual for a whole cluster, half a minute. */
  private static final Duration WINDOW = Duration.ofMinutes(2);

  /** Of a cgroup: replicas' own metrics have the same names, and may be scraped here too. */
  private static final LabelMatcher CADVISORS = notEqual("id", "");

  /** Each container; what contains several carries the sum of those. */
  private static final List<LabelMatcher> CONTAINERS =
      List.of(CADVISORS, notEqual("container", ""));

  /** Whole pods, for a cAdvisor that does not distinguish their containers. */
  private static final List<LabelMatcher> PODS =
      List.of(CADVISORS, equal("container", ""), notEqual("pod", ""));

  /**
   * The readings.
   *
   * @param namespace of the chat system
   */
  public static ClusterReadings of(String namespace) {
    var ours = equal("namespace", namespace);
    return new ClusterReadings(
        new Reading(
            "cluster-cpu",
            "CPU",
            Unit.CORES,
            ofContainers(of -> rate("container_cpu_usage_seconds_total", of))),
        new Reading("cluster-cpu-allocatable", "CPU", Unit.CORES, allocatable("cpu")),
        new Reading(
            "cluster-memory",
            "Memory",
            Unit.BYTES,
            ofContainers(of -> new Selector("container_memory_working_set_bytes", of))),
        new Reading("cluster-memory-allocatable", "Memory", Unit.BYTES, allocatable("memory")),
        new Reading(
            "cluster-restarts",
            "Restarts",
            Unit.COUNT,
            sum(metric("kube_pod_container_status_restarts_total", ours))),
        new Reading(
            "cluster-throttled",
            "Throttled",
            Unit.PERCENT,
            new OrElse(throttled(ours, CONTAINERS), throttled(ours, PODS))));
  }

  private static Expression ofContainers(Function<List<LabelMatcher>, Expression> each) {
    return new OrElse(sum(each.apply(CONTAINERS)), sum(each.apply(PODS)));
  }

  /** In percent. */
  private static Expression throttled(LabelMatcher ours, List<LabelMatcher> those) {
    var matchers = Stream.concat(Stream.of(ours), those.stream()).toList();
    return new Scale(
        new Ratio(
            sum(rate("container_cpu_cfs_throttled_periods_total", matchers)),
            sum(rate("container_cpu_cfs_periods_total", matchers))),
        100);
  }

  private static Expression allocatable(String resource) {
    return sum(metric("kube_node_status_allocatable", equal("resource", resource)));
  }

  private static Rate rate(String counter, List<LabelMatcher> matchers) {
    return new Rate(new Selector(counter, matchers), WINDOW);
  }

  public List<Reading> all() {
    return List.of(cpu, cpuAllocatable, memory, memoryAllocatable, restarts, throttled);
  }
}
