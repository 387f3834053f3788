package switchboard.console.metrics;

import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.Expression.sum;
import static switchboard.console.metrics.LabelMatcher.equal;
import static switchboard.console.metrics.LabelMatcher.notEqual;

import java.time.Duration;
import java.util.List;
import switchboard.console.metrics.Expression.Rate;
import switchboard.console.metrics.Expression.Ratio;
import switchboard.console.metrics.Expression.Scale;

/**
 * The figures of a whole cluster, as cAdvisor and kube-state-metrics give them to a Prometheus.
 *
 * @param cpu that pods use on all nodes
 * @param cpuAllocatable that nodes have for pods
 * @param memory the working set of pods on all nodes
 * @param memoryAllocatable that nodes have for pods
 * @param restarts of the containers of one namespace, since each pod was made
 * @param throttled share of the CPU periods in which a container of that namespace was held back
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

  /** What is no container carries the sums of those that are. */
  private static final LabelMatcher CONTAINERS = notEqual("container", "");

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
            sum(new Rate(metric("container_cpu_usage_seconds_total", CONTAINERS), WINDOW))),
        new Reading("cluster-cpu-allocatable", "CPU", Unit.CORES, allocatable("cpu")),
        new Reading(
            "cluster-memory",
            "Memory",
            Unit.BYTES,
            sum(metric("container_memory_working_set_bytes", CONTAINERS))),
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
            new Scale(
                new Ratio(
                    sum(rate("container_cpu_cfs_throttled_periods_total", ours)),
                    sum(rate("container_cpu_cfs_periods_total", ours))),
                100)));
  }

  private static Expression allocatable(String resource) {
    return sum(metric("kube_node_status_allocatable", equal("resource", resource)));
  }

  /** Of cAdvisor: the system's own metrics of these names have no container. */
  private static Expression rate(String counter, LabelMatcher ours) {
    return new Rate(metric(counter, ours, CONTAINERS), WINDOW);
  }

  public List<Reading> all() {
    return List.of(cpu, cpuAllocatable, memory, memoryAllocatable, restarts, throttled);
  }
}
