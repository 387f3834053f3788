package switchboard.console.experiment.progress;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import switchboard.console.experiment.probe.Probes;

/**
 * How far a run is, at one instant.
 *
 * @param left until the phase ends, without the waits of its steps; empty when that is not known
 * @param share of the planned time that has passed, 0 to 1; empty before users are connected
 * @param end until the load is taken away, as {@code left}
 * @param steps in order of time
 * @param probes what each answered last
 */
public record RunProgress(
    RunPhase phase,
    Optional<Duration> left,
    OptionalDouble share,
    Optional<Duration> end,
    List<StepProgress> steps,
    List<Probes.Latest> probes) {
  public RunProgress {
    Objects.requireNonNull(phase);
    Objects.requireNonNull(left);
    Objects.requireNonNull(share);
    Objects.requireNonNull(end);
    steps = List.copyOf(steps);
    probes = List.copyOf(probes);
  }
}
