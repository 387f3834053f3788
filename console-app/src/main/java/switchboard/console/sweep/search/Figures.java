package switchboard.console.sweep.search;

/**
 * What was measured of a configuration; null where nothing was.
 *
 * @param startSeconds from no replica until all of them were ready
 * @param requestP99Millis from the intended start
 * @param deliveryP99Millis from the intended send to the receipt
 * @param requestsPerSecond answered, in the mean
 * @param requests since the load's start, of which {@code failed} failed
 * @param disconnectedSeconds of all users together
 * @param cpuP95Cores of the replicas' use, second by second, the 95th percentile
 * @param memoryPeakBytes the largest working set of a replica
 */
public record Figures(
    Double startSeconds,
    Double requestP99Millis,
    Double deliveryP99Millis,
    Double requestsPerSecond,
    Long requests,
    Long failed,
    Double disconnectedSeconds,
    Double cpuP95Cores,
    Double memoryPeakBytes) {
  /** Of a configuration that did not start. */
  public static final Figures NONE =
      new Figures(null, null, null, null, null, null, null, null, null);
}
