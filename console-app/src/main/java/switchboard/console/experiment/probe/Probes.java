package switchboard.console.experiment.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import switchboard.console.experiment.probe.Probe.When;
import switchboard.console.experiment.probe.ProbeResult.Tally;

/** The probes of a run and their answers. Any thread may call. */
public final class Probes {
  private final List<Probe> probes;
  private final Map<Probe, Map<When, Tally>> tallies = new LinkedHashMap<>();
  private final Map<Probe, OptionalDouble> newest = new HashMap<>();

  /**
   * A probe and its newest answer.
   *
   * @param asked whether it was asked already
   * @param answer empty without one
   */
  public record Latest(Probe probe, boolean asked, OptionalDouble answer) {
    public Latest {
      Objects.requireNonNull(probe);
      Objects.requireNonNull(answer);
    }

    /** Whether the answer holds; empty without one. */
    public Optional<Boolean> holds() {
      return answer.isPresent() ? Optional.of(probe.holds(answer.getAsDouble())) : Optional.empty();
    }

    /** What was answered: "3", or why there is nothing. */
    public String found() {
      return answer.isPresent()
          ? Probe.plain(answer.getAsDouble())
          : asked ? "no answer" : "not asked yet";
    }
  }

  public Probes(List<Probe> probes) {
    this.probes = List.copyOf(probes);
    for (var probe : this.probes) {
      var each = new LinkedHashMap<When, Tally>();
      probe.moments().forEach(when -> each.put(when, new Tally(probe, when)));
      tallies.put(probe, each);
    }
  }

  /** All of them. */
  public List<Probe> all() {
    return probes;
  }

  /** Asks those that are asked at one of these moments, each once. */
  public void ask(List<When> moments, Function<Probe.Source, OptionalDouble> reader) {
    probes.forEach(probe -> ask(probe, moments, reader));
  }

  /** Asks one, if it is asked at one of these moments. */
  public void ask(Probe probe, List<When> moments, Function<Probe.Source, OptionalDouble> reader) {
    var now = moments.stream().filter(probe.when()::contains).toList();
    if (!now.isEmpty()) {
      note(probe, reader.apply(probe.source())).ifPresent(value -> add(probe, now, value));
    }
  }

  /** Takes note of an answer that no moment of the probe was the reason for. */
  public synchronized OptionalDouble note(Probe probe, OptionalDouble answer) {
    newest.put(probe, answer);
    return answer;
  }

  /** What each answered last. */
  public synchronized List<Latest> latest() {
    return probes.stream()
        .map(
            probe ->
                new Latest(
                    probe,
                    newest.containsKey(probe),
                    newest.getOrDefault(probe, OptionalDouble.empty())))
        .toList();
  }

  private synchronized void add(Probe probe, List<When> moments, double value) {
    moments.forEach(when -> tallies.get(probe).get(when).add(value));
  }

  /** What each found at each of its moments. */
  public synchronized List<ProbeResult> results() {
    var results = new ArrayList<ProbeResult>();
    tallies.values().forEach(each -> each.values().forEach(tally -> results.add(tally.result())));
    return results;
  }
}
