package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.WellKnownPorts;

/** The ways from this machine to the parts in the cluster. */
final class Doors implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
  private static final int REACHABLE_WITHIN_MILLIS = 500;

  private final List<Forward> forwards;
  private final Endpoints endpoints;

  private Doors(List<Forward> forwards, Endpoints endpoints) {
    this.forwards = forwards;
    this.endpoints = endpoints;
  }

  static Doors open(KubernetesClient client, Watch watch, WellKnownPorts ports) throws IOException {
    var gateway = Forward.open(client, ports.gateway(), () -> pod(watch, Names.GATEWAY));
    var simulator = Forward.open(client, ports.simulator(), () -> pod(watch, Names.SIMULATOR));
    var prometheus = Forward.open(client, ports.prometheus(), () -> pod(watch, Names.PROMETHEUS));
    var published = nodePort(client);
    return new Doors(
        List.of(gateway, simulator, prometheus),
        new Endpoints(
            published.isPresent() ? published.get() : gateway.uri(),
            simulator.uri(),
            Optional.of(prometheus.uri())));
  }

  private static Optional<Forward.Goal> pod(Watch watch, String part) {
    return watch
        .fleet()
        .pod(part)
        .filter(pod -> pod.stays() && pod.port() > 0)
        .map(pod -> new Forward.Goal(Names.NAMESPACE, pod.name(), pod.uid(), pod.port()));
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /** The gateway's port on a node, where one is reachable from here. */
  private static Optional<URI> nodePort(KubernetesClient client) {
    try {
      var service = client.services().inNamespace(Names.NAMESPACE).withName(Names.GATEWAY).get();
      var port =
          service == null || service.getSpec() == null
              ? Optional.<Integer>empty()
              : service.getSpec().getPorts().stream()
                  .map(each -> each.getNodePort())
                  .filter(Objects::nonNull)
                  .findFirst();
      return port.flatMap(
          number ->
              addresses(client)
                  .filter(address -> isReachable(address, number))
                  .findFirst()
                  .map(address -> URI.create("http://" + address + ":" + number)));
    } catch (KubernetesClientException e) {
      LOG.debug("Nodes are not shown to this user", e);
      return Optional.empty();
    }
  }

  private static Stream<String> addresses(KubernetesClient client) {
    return client.nodes().list().getItems().stream()
        .filter(node -> node.getStatus() != null && node.getStatus().getAddresses() != null)
        .flatMap(node -> node.getStatus().getAddresses().stream())
        .filter(address -> address.getType().endsWith("IP"))
        .map(NodeAddress::getAddress)
        .filter(address -> address.indexOf(':') < 0);
  }

  private static boolean isReachable(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), REACHABLE_WITHIN_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    forwards.forEach(Forward::close);
  }
}
