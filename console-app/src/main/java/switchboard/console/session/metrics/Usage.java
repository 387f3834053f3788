package switchboard.console.session.metrics;

/**
 * The resource usage of a component over a span of time. A figure that was not measured is null,
 * such as a limit on a platform without limits.
 *
 * @param role the component's role, see {@link switchboard.console.platform.Role#label()}
 * @param cpuCores in the mean
 * @param memoryBytes resident, at the end
 * @param throttledPercent of its CPU periods, those in which it was throttled
 * @param note on how coarse a figure is
 */
public record Usage(
    String role,
    Double cpuCores,
    Double cpuLimitCores,
    Double memoryBytes,
    Double memoryLimitBytes,
    Double throttledPercent,
    String note) {}
