package switchboard.console.experiment.balance;

import java.util.HashMap;
import java.util.Map;

/**
 * How much counters have grown while observed, although each restarts at zero with its process. Any
 * thread may call.
 */
public final class CounterDeltas {
  private final Map<String, Double> last = new HashMap<>();
  private final Map<String, Double> grown = new HashMap<>();

  /** Sets the baseline that is subtracted; a counter missing here starts at zero. */
  public synchronized void leaveOut(Map<String, Double> before) {
    last.putAll(before);
  }

  /**
   * Takes the counters' present values, by name; one that is missing now is left as it is. What a
   * counter gained between the last look and its process's end is unknown, and not counted.
   */
  public synchronized void look(Map<String, Double> now) {
    now.forEach(
        (name, value) -> {
          var before = last.getOrDefault(name, 0.0);
          grown.merge(name, value < before ? value : value - before, Double::sum);
          last.put(name, value);
        });
  }

  public synchronized Map<String, Double> sinceBeginning() {
    return Map.copyOf(grown);
  }
}
