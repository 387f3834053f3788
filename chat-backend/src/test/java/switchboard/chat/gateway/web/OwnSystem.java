package switchboard.chat.gateway.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import switchboard.chat.gateway.ChildReplica;
import switchboard.chat.gateway.RunningGateway;
import switchboard.chat.gateway.replicas.Endpoint;
import switchboard.chat.testing.StoreServer;

/** A store, two replicas as processes, and the gateway of our own before them. */
final class OwnSystem implements AutoCloseable {
  private final Map<String, ChildReplica> replicas = new TreeMap<>();
  private final StoreServer store = StoreServer.start();
  private final RunningGateway gateway;

  /**
   * Starts it.
   *
   * @param settings of the gateway, beside the usual ones
   */
  OwnSystem(Map<String, String> settings) {
    for (var name : List.of("backend-1", "backend-2")) {
      replicas.put(name, new ChildReplica(name, store.replicaAddress()).start());
    }
    var members = replicas.values().stream().map(ChildReplica::member).toArray(Endpoint[]::new);
    gateway = RunningGateway.with(settings, members);
    awaitUp();
  }

  StoreServer store() {
    return store;
  }

  /** By their names. */
  Map<String, ChildReplica> replicas() {
    return replicas;
  }

  int port() {
    return gateway.port();
  }

  void awaitUp() {
    replicas.keySet().forEach(name -> gateway.awaitState(name, "up"));
  }

  @Override
  public void close() {
    gateway.close();
    replicas.values().forEach(ChildReplica::close);
    store.close();
  }
}
