package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.platform.base.GatewayCertificate;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.platform.kubernetes.access.Forward;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.tls.ServerCertificate;

/** The port-forwards from this machine to the components in the cluster. */
final class PortForwards implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PortForwards.class);
  private static final int REACHABLE_WITHIN_MILLIS = 500;
  private static final int ANY_PORT = 0;

  private final List<Forward> forwards;
  private final URI gateway;
  private final List<URI> simulators;
  private final URI prometheus;
  private final KubernetesClient client;
  private final PodWatcher watch;

  /** Those to the management ports of replicas, by name, opened when one is asked for. */
  private final Map<String, Forward> management = new HashMap<>();

  private PortForwards(
      KubernetesClient client,
      PodWatcher watch,
      List<Forward> forwards,
      URI gateway,
      List<URI> simulators,
      URI prometheus) {
    this.client = client;
    this.watch = watch;
    this.forwards = forwards;
    this.gateway = gateway;
    this.simulators = simulators;
    this.prometheus = prometheus;
  }

  /**
   * Opens all. A door to each simulator that there may be, too: it leads to the pod that is there
   * then.
   *
   * @param certificate that this console gave the gateway; empty where it gave it none, or adopted
   *     the system
   */
  static PortForwards open(
      KubernetesClient client,
      PodWatcher watch,
      WellKnownPorts ports,
      Optional<ServerCertificate> certificate)
      throws IOException {
    var forwards = new ArrayList<Forward>();
    try {
      var gateway = Forward.open(client, ports.gateway(), () -> gateway(watch));
      forwards.add(gateway);
      var prometheus = Forward.open(client, ports.prometheus(), () -> pod(watch, Names.PROMETHEUS));
      forwards.add(prometheus);
      var simulators = new ArrayList<URI>();
      for (var number = 0; number < MultipleSimulators.MAX_SIMULATORS; number++) {
        var name = Names.simulator(number);
        var port = number == 0 ? ports.simulator() : ANY_PORT;
        var simulator = Forward.open(client, port, () -> pod(watch, name));
        forwards.add(simulator);
        simulators.add(simulator.uri());
      }
      var https = certificate.isPresent() || simulatorsComeByHttps(client);
      var published =
          nodePort(client)
              .filter(
                  node ->
                      !https || certificate.filter(each -> each.isFor(node.getHost())).isPresent());
      return new PortForwards(
          client,
          watch,
          forwards,
          address(published, gateway.uri(), https),
          simulators,
          prometheus.uri());
    } catch (IOException e) {
      forwards.forEach(Forward::close);
      throw e;
    }
  }

  /** A port-forward is reached by a name: every certificate is for it, and none for its address. */
  private static URI address(Optional<URI> node, URI forward, boolean https) {
    if (!https) {
      return node.orElse(forward);
    }
    return node.map(at -> URI.create("https://" + at.getAuthority()))
        .orElseGet(
            () -> URI.create("https://" + GatewayCertificate.LOCALHOST + ":" + forward.getPort()));
  }

  /** What a system that this console did not launch serves: only some users may read Secrets. */
  private static boolean simulatorsComeByHttps(KubernetesClient client) {
    try {
      return client.apps().statefulSets().inNamespace(Names.NAMESPACE).list().getItems().stream()
          .filter(each -> each.getMetadata().getName().equals(Names.SIMULATOR))
          .flatMap(each -> Optional.ofNullable(each.getSpec().getTemplate()).stream())
          .flatMap(template -> template.getSpec().getContainers().stream())
          .flatMap(container -> container.getEnv().stream())
          .filter(variable -> variable.getName().equals("SERVER_URL"))
          .anyMatch(variable -> String.valueOf(variable.getValue()).startsWith("https://"));
    } catch (KubernetesClientException e) {
      LOG.debug("Workloads are not shown to this user", e);
      return false;
    }
  }

  private static Optional<Forward.Goal> pod(PodWatcher watch, String instance) {
    return watch.fleet().pod(instance).filter(PortForwards::leadsSomewhere).map(PortForwards::goal);
  }

  /**
   * Any will do: the one that has been there longest, which stays the same as long as it is ready.
   */
  private static Optional<Forward.Goal> gateway(PodWatcher watch) {
    return watch.pods().stream()
        .filter(pod -> pod.part().equals(Names.GATEWAY) && leadsSomewhere(pod))
        .min(
            Comparator.comparing((PodView pod) -> !pod.ready())
                .thenComparing(PodView::created)
                .thenComparing(PodView::name))
        .map(PortForwards::goal);
  }

  /** Where the management port of a replica is on this machine, for whichever pod it is then. */
  synchronized URI management(String replica) throws IOException {
    if (!management.containsKey(replica)) {
      management.put(
          replica,
          Forward.open(
              client,
              ANY_PORT,
              () ->
                  watch
                      .fleet()
                      .pod(replica)
                      .filter(pod -> pod.stays() && pod.management() > 0)
                      .map(pod -> goal(pod, pod.management()))));
    }
    return management.get(replica).uri();
  }

  private static boolean leadsSomewhere(PodView pod) {
    return pod.stays() && pod.port() > 0;
  }

  private static Forward.Goal goal(PodView pod) {
    return goal(pod, pod.port());
  }

  private static Forward.Goal goal(PodView pod, int port) {
    return new Forward.Goal(Names.NAMESPACE, pod.name(), pod.uid(), port);
  }

  /**
   * Where they lead from.
   *
   * @param count of simulators that can be asked, {@value MultipleSimulators#MAX_SIMULATORS} at
   *     most
   */
  Endpoints endpoints(int count) {
    return new Endpoints(gateway, simulators.subList(0, count), Optional.of(prometheus));
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

  /** Those of all nodes; none where they are not shown to this user. */
  static Set<String> nodeAddresses(KubernetesClient client) {
    try {
      return addresses(client).collect(Collectors.toUnmodifiableSet());
    } catch (KubernetesClientException e) {
      LOG.debug("Nodes are not shown to this user", e);
      return Set.of();
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
  public synchronized void close() {
    forwards.forEach(Forward::close);
    management.values().forEach(Forward::close);
  }
}
