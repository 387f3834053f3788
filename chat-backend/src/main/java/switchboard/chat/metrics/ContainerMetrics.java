package switchboard.chat.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Metrics of the container's limits and use, from its control group. Figures that it does not have
 * are not published.
 */
public final class ContainerMetrics {
  private ContainerMetrics() {}

  public static void register(PrometheusRegistry registry, Path root) {
    var cgroup = new Cgroup(root);
    gauge(registry, "container_cpu_limit_cores", "CPU limit, in cores.", cgroup::cpuLimitCores);
    gauge(
        registry,
        "container_memory_working_set_bytes",
        "Memory in use that cannot be reclaimed at once.",
        cgroup::memoryWorkingSetBytes);
    gauge(registry, "container_memory_limit_bytes", "Memory limit.", cgroup::memoryLimitBytes);
    counter(
        registry, "container_cpu_usage_seconds_total", "CPU time used.", cgroup::cpuUsageSeconds);
    counter(
        registry,
        "container_cpu_cfs_periods_total",
        "Scheduling periods in which the container wanted to run.",
        cgroup::cfsPeriods);
    counter(
        registry,
        "container_cpu_cfs_throttled_periods_total",
        "Scheduling periods in which the container was held back by its limit.",
        cgroup::cfsThrottledPeriods);
    counter(
        registry,
        "container_cpu_cfs_throttled_seconds_total",
        "Time for which the container was held back by its limit.",
        cgroup::cfsThrottledSeconds);
  }

  /** Publishes a figure for as long as there is one. */
  static void gauge(
      PrometheusRegistry registry, String name, String help, Supplier<OptionalDouble> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> value.get().ifPresent(callback::call))
        .register(registry);
  }

  private static void counter(
      PrometheusRegistry registry, String name, String help, Supplier<OptionalDouble> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> value.get().ifPresent(callback::call))
        .register(registry);
  }
}
