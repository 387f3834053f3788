package switchboard.console.platform;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What a replica says of itself, at a moment between the two at which it was asked and had
 * answered.
 *
 * @param metrics in the Prometheus text format
 * @param faults the kinds that are active, in the words of the backend
 * @param clock the time as its service sees it
 */
public record SelfReport(
    Instant asked, Instant answered, String metrics, Set<String> faults, Instant clock) {
  public SelfReport {
    Objects.requireNonNull(asked);
    Objects.requireNonNull(answered);
    Objects.requireNonNull(metrics);
    faults = Set.copyOf(faults);
    Objects.requireNonNull(clock);
  }
}
