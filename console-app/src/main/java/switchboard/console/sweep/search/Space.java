package switchboard.console.sweep.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import switchboard.console.platform.Limits;

/**
 * The configurations that are searched: every combination of these values, each list ascending.
 *
 * @param memoryBytes of each replica
 */
public record Space(List<Integer> replicas, List<Double> cpus, List<Long> memoryBytes) {
  /** Chosen: at a minute and a half each, that is half a day. */
  static final int MAX_SIZE = 500;

  public Space {
    replicas = ascending("replicas", replicas);
    cpus = ascending("CPU limits", cpus);
    memoryBytes = ascending("memory limits", memoryBytes);
    cpus.stream()
        .filter(each -> !(each > 0 && Double.isFinite(each)))
        .findFirst()
        .ifPresent(
            each -> {
              throw new IllegalArgumentException(
                  "CPU limit of " + each + "; expected a number of cores, such as 0.5");
            });
    if (memoryBytes.getFirst() <= 0) {
      throw new IllegalArgumentException(
          "Memory limit of " + memoryBytes.getFirst() + " bytes; expected more than 0");
    }
    var size = (long) replicas.size() * cpus.size() * memoryBytes.size();
    if (size > MAX_SIZE) {
      throw new IllegalArgumentException(
          size + " configurations of replicas, CPU and memory; expected " + MAX_SIZE + " at most");
    }
  }

  private static <T extends Comparable<T>> List<T> ascending(String what, List<T> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("No " + what + ". Name at least one.");
    }
    return List.copyOf(new TreeSet<>(values));
  }

  /** How many there are. */
  public int size() {
    return replicas.size() * cpus.size() * memoryBytes.size();
  }

  /** All of them. */
  public List<Configuration> all() {
    var all = new ArrayList<Configuration>(size());
    for (var each : replicas) {
      for (var cpu : cpus) {
        for (var memory : memoryBytes) {
          all.add(new Configuration(each, new Limits(cpu, memory)));
        }
      }
    }
    return all;
  }

  /** The one with the most of everything. */
  public Configuration largest() {
    return new Configuration(replicas.getLast(), new Limits(cpus.getLast(), memoryBytes.getLast()));
  }

  boolean contains(Configuration one) {
    return replicas.contains(one.replicas())
        && cpus.contains(one.limits().cpus())
        && memoryBytes.contains(one.limits().memoryBytes());
  }

  /** Where one is on an axis, from 0. */
  int index(Axis axis, Configuration of) {
    return switch (axis) {
      case REPLICAS -> replicas.indexOf(of.replicas());
      case CPU -> cpus.indexOf(of.limits().cpus());
      case MEMORY -> memoryBytes.indexOf(of.limits().memoryBytes());
    };
  }

  /** The one elsewhere on an axis. */
  Configuration at(Axis axis, int index, Configuration other) {
    var limits = other.limits();
    return switch (axis) {
      case REPLICAS -> new Configuration(replicas.get(index), limits);
      case CPU ->
          new Configuration(other.replicas(), new Limits(cpus.get(index), limits.memoryBytes()));
      case MEMORY ->
          new Configuration(other.replicas(), new Limits(limits.cpus(), memoryBytes.get(index)));
    };
  }

  /** Those with one step less on one axis; an axis on which there is none is not in it. */
  public Map<Axis, Configuration> oneStepCheaper(Configuration than) {
    var cheaper = new EnumMap<Axis, Configuration>(Axis.class);
    for (var axis : Axis.values()) {
      var index = index(axis, than);
      if (index > 0) {
        cheaper.put(axis, at(axis, index - 1, than));
      }
    }
    return cheaper;
  }
}
