package switchboard.console.fault.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import switchboard.console.platform.Instance;

/**
 * What is known of an instance at a moment between the two at which it was asked and had answered.
 *
 * @param state as the platform sees it
 * @param figures by its own metrics; those that are not known are absent
 * @param faults the kinds that it says are active; empty when it did not answer, or is no replica
 * @param clockAhead by how much its clock is ahead of this machine's, likewise
 * @param cpuTime that it has used, as the platform knows from outside, where it was asked
 */
public record Vitals(
    Instant asked,
    Instant answered,
    Instance.State state,
    Map<ProofFigure, Double> figures,
    Optional<Set<String>> faults,
    Optional<Duration> clockAhead,
    Optional<Duration> cpuTime) {
  public Vitals {
    Objects.requireNonNull(asked);
    Objects.requireNonNull(answered);
    Objects.requireNonNull(state);
    figures = Map.copyOf(figures);
    faults = faults.map(Set::copyOf);
    Objects.requireNonNull(clockAhead);
    Objects.requireNonNull(cpuTime);
  }

  /** How long it took to answer, or not to. */
  public Duration took() {
    return Duration.between(asked, answered);
  }

  /** Whether it answered. */
  public boolean answers() {
    return faults.isPresent();
  }

  /** A figure; empty when it is not known. */
  public OptionalDouble figure(ProofFigure figure) {
    var value = figures.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
