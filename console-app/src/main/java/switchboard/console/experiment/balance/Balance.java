package switchboard.console.experiment.balance;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How evenly something falls on the replicas.
 *
 * @param percent each replica's share of the whole, by name; empty when there was nothing
 * @param largestDeviationPercent by how much the replica farthest from an even share is away from
 *     it, in percent of that share; empty when there was nothing
 */
public record Balance(Map<String, Double> percent, Optional<Double> largestDeviationPercent) {

  /**
   * How counts fall on replicas.
   *
   * @param replicas those among which it falls, also when one got nothing
   * @param counts by replica
   */
  public static Balance among(Collection<String> replicas, Map<String, Double> counts) {
    var all = new TreeMap<String, Double>();
    replicas.forEach(name -> all.put(name, counts.getOrDefault(name, 0.0)));
    return of(all);
  }

  private static Balance of(Map<String, Double> counts) {
    var total = counts.values().stream().mapToDouble(Double::doubleValue).sum();
    if (total == 0) {
      return new Balance(Map.of(), Optional.empty());
    }
    var even = total / counts.size();
    var percent = new TreeMap<String, Double>();
    counts.forEach((name, count) -> percent.put(name, count / total * 100));
    var farthest = counts.values().stream().mapToDouble(count -> Math.abs(count / even - 1)).max();
    return new Balance(percent, Optional.of(farthest.orElseThrow() * 100));
  }
}
