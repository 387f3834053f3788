package switchboard.console.sweep.search;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was seen of the resources while a configuration was measured. What was not measured is
 * empty.
 *
 * @param notStarted why its replicas did not become ready; empty when they did
 * @param killedForMemory whether a replica ended for want of memory
 * @param throttledPercent the largest share of CPU periods in which a replica was throttled, of
 *     those that no fault restarted
 * @param memoryShare the largest share of its memory limit that a replica's working set took
 * @param gatewayShare the share of the CPU that it can take, which the busiest gateway took
 * @param storeShare likewise of the store
 * @param machineShare the share of the machine's cores that all components took together; empty
 *     where they are on several machines
 * @param simulatorLate whether the simulator could not keep up with its own plan
 */
public record LimitEvidence(
    Optional<String> notStarted,
    boolean killedForMemory,
    OptionalDouble throttledPercent,
    OptionalDouble memoryShare,
    OptionalDouble gatewayShare,
    OptionalDouble storeShare,
    OptionalDouble machineShare,
    boolean simulatorLate) {
  /** Of a configuration of which nothing is known. */
  public static final LimitEvidence NONE =
      new LimitEvidence(
          Optional.empty(),
          false,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          false);

  public LimitEvidence {
    Objects.requireNonNull(notStarted);
    Objects.requireNonNull(throttledPercent);
    Objects.requireNonNull(memoryShare);
    Objects.requireNonNull(gatewayShare);
    Objects.requireNonNull(storeShare);
    Objects.requireNonNull(machineShare);
  }
}
