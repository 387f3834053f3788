package switchboard.console.platform;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole system as last seen.
 *
 * @param instances in the order of the data's way: simulator, gateway, backends by number, store
 * @param endpoints where its public parts listen; empty unless the system runs
 */
public record SystemState(Phase phase, List<Instance> instances, Optional<Endpoints> endpoints) {

  /** Where the system is between nothing and running. */
  public enum Phase {
    STOPPED,
    LAUNCHING,
    RUNNING,
    STOPPING
  }

  /**
   * Base addresses: all on loopback, but the gateway's where a cluster publishes it.
   *
   * @param prometheus empty where the platform has no Prometheus and the console scrapes by itself
   */
  public record Endpoints(URI gateway, URI simulator, Optional<URI> prometheus) {
    public Endpoints {
      Objects.requireNonNull(gateway);
      Objects.requireNonNull(simulator);
      Objects.requireNonNull(prometheus);
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

  public long readyBackends() {
    return backends().stream().filter(Instance::isReady).count();
  }

  public Optional<Instance> instance(String name) {
    return instances.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
