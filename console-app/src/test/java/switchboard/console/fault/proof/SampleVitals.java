package switchboard.console.fault.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import switchboard.console.platform.Instance;

/** Vitals of a replica that a test varies, read at a second after {@link #START}. */
public record SampleVitals(
    double second,
    Instance.State state,
    Map<ProofFigure, Double> figures,
    Optional<Set<String>> faults,
    Duration ahead,
    Duration took,
    Optional<Duration> cpuTime) {
  public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  /** A ready replica that answers within 10 ms, and whose process began at second -100. */
  public static SampleVitals at(double second) {
    return new SampleVitals(
        second,
        Instance.State.READY,
        Map.of(ProofFigure.PROCESS_START, 1_000.0),
        Optional.of(Set.of()),
        Duration.ZERO,
        Duration.ofMillis(10),
        Optional.empty());
  }

  public static Instant instant(double second) {
    return START.plusMillis(Math.round(second * 1_000));
  }

  public SampleVitals with(ProofFigure figure, double value) {
    var more = new EnumMap<ProofFigure, Double>(figures);
    more.put(figure, value);
    return new SampleVitals(second, state, more, faults, ahead, took, cpuTime);
  }

  public SampleVitals listing(String... kinds) {
    return new SampleVitals(
        second, state, figures, Optional.of(Set.of(kinds)), ahead, took, cpuTime);
  }

  public SampleVitals ahead(Duration by) {
    return new SampleVitals(second, state, figures, faults, by, took, cpuTime);
  }

  public SampleVitals after(Duration time) {
    return new SampleVitals(second, state, figures, faults, ahead, time, cpuTime);
  }

  public SampleVitals silent() {
    return new SampleVitals(second, state, Map.of(), Optional.empty(), ahead, took, cpuTime);
  }

  public SampleVitals in(Instance.State other) {
    return new SampleVitals(second, other, figures, faults, ahead, took, cpuTime);
  }

  public SampleVitals used(Duration cpu) {
    return new SampleVitals(second, state, figures, faults, ahead, took, Optional.of(cpu));
  }

  public Vitals vitals() {
    return new Vitals(
        instant(second).minus(took),
        instant(second),
        state,
        figures,
        faults,
        faults.map(answered -> ahead),
        cpuTime);
  }
}
