package switchboard.console.report;

import java.util.List;
import java.util.Map;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.session.metrics.Usage;

/**
 * What one component used while it was measured. A figure that is not known is absent.
 *
 * @param cpuCores in the mean
 * @param memoryBytes resident, at the end
 * @param throttledPercent of its CPU periods, those in which it was throttled
 * @param restarts since the launch
 * @param note on how coarse a figure is
 */
public record Component(
    String name,
    String role,
    Double cpuCores,
    Double cpuLimitCores,
    Double memoryBytes,
    Double memoryLimitBytes,
    Double throttledPercent,
    int restarts,
    String note) {
  private static final Usage UNKNOWN = new Usage("", null, null, null, null, null, null);

  static List<Component> all(List<Instance> instances, Map<String, Usage> usage) {
    return instances.stream()
        .map(each -> of(each, usage.getOrDefault(each.name(), UNKNOWN)))
        .toList();
  }

  private static Component of(Instance instance, Usage usage) {
    return new Component(
        instance.name(),
        instance.role().label(),
        usage.cpuCores(),
        usage.cpuLimitCores() == null
            ? instance.limits().map(Limits::cpus).orElse(null)
            : usage.cpuLimitCores(),
        usage.memoryBytes(),
        usage.memoryLimitBytes() == null
            ? instance.limits().map(each -> (double) each.memoryBytes()).orElse(null)
            : usage.memoryLimitBytes(),
        usage.throttledPercent(),
        instance.restarts(),
        usage.note());
  }
}
