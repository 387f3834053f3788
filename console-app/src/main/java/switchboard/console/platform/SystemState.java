package switchboard.console.platform;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole system as last seen.
 *
 * @param instances in the order of the data path: simulator, gateway, replicas by number, store
 * @param endpoints where its public components listen; empty unless the system runs
 */
public record SystemState(Phase phase, List<Instance> instances, Optional<Endpoints> endpoints) {
  /** The most replicas that a system can have. */
  public static final int MAX_REPLICAS = 10;

  /** The lifecycle phase of the system. */
  public enum Phase {
    STOPPED,
    LAUNCHING,
    RUNNING,
    STOPPING
  }

  /**
   * Base addresses: all on loopback, but the gateway's where a cluster publishes it.
   *
   * @param simulators of each its control API, in the order of their numbers; one that has not been
   *     ready yet is not among them
   * @param prometheus empty where the platform has no Prometheus and the console scrapes by itself
   */
  public record Endpoints(URI gateway, List<URI> simulators, Optional<URI> prometheus) {
    public Endpoints {
      Objects.requireNonNull(gateway);
      simulators = List.copyOf(simulators);
      Objects.requireNonNull(prometheus);
    }

    /** Those of a system with one simulator. */
    public Endpoints(URI gateway, URI simulator, Optional<URI> prometheus) {
      this(gateway, List.of(simulator), prometheus);
    }

    /** Whether users reach the gateway by HTTPS. */
    public boolean servesHttps() {
      return "https".equals(gateway.getScheme());
    }

    /** That of the first simulator. */
    public URI simulator() {
      return simulators.getFirst();
    }
  }

  public static final SystemState STOPPED =
      new SystemState(Phase.STOPPED, List.of(), Optional.empty());

  public SystemState {
    Objects.requireNonNull(phase);
    instances = List.copyOf(instances);
    Objects.requireNonNull(endpoints);
  }

  public List<Instance> backends() {
    return instances.stream().filter(each -> each.role() == Role.BACKEND).toList();
  }

  public List<Instance> simulators() {
    return instances.stream().filter(each -> each.role() == Role.SIMULATOR).toList();
  }

  public long readyBackends() {
    return backends().stream().filter(Instance::isReady).count();
  }

  public Optional<Instance> instance(String name) {
    return instances.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
