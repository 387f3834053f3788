package switchboard.console.session;

/**
 * What a part of the system used over a span of time. A figure that nobody measured is null, as on
 * a platform without limits.
 *
 * @param role what the part is for, as {@link switchboard.console.platform.Role#label()}
 * @param cpuCores in the mean
 * @param memoryBytes resident, at the end
 * @param throttledPercent of its CPU periods, those in which it was held back
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
