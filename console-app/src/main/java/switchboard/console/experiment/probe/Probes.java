package switchboard.console.experiment.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import switchboard.console.experiment.probe.Probe.When;
import switchboard.console.experiment.probe.ProbeResult.Tally;

/** The probes of a run and their answers. Any thread may call. */
public final class Probes {
  private final List<Probe> probes;
  private final Map<Probe, Map<When, Tally>> tallies = new LinkedHashMap<>();

  public Probes(List<Probe> probes) {
    this.probes = List.copyOf(probes);
    for (var probe : this.probes) {
      var each = new LinkedHashMap<When, Tally>();
      probe.moments().forEach(when -> each.put(when, new Tally(probe, when)));
      tallies.put(probe, each);
    }
  }

  /** Asks those that are asked at one of these moments, each once. */
  public void ask(List<When> moments, Function<Probe.Source, OptionalDouble> reader) {
    for (var probe : probes) {
      var now = moments.stream().filter(probe.when()::contains).toList();
      if (!now.isEmpty()) {
        reader.apply(probe.source()).ifPresent(value -> add(probe, now, value));
      }
    }
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
