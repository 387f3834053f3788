package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.PortForward;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of this machine's loopback that leads to a port of a component in the cluster. Each
 * connection goes to the pod that the component is at that moment: when a pod dies its connections
 * end, and the next one finds the pod in its place.
 */
public final class Forward implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Forward.class);

  private final KubernetesClient client;
  private final Supplier<Optional<Goal>> goal;
  private final ServerSocketChannel listening;

  /** What is open, and the pod that it leads to. */
  private final Map<SocketChannel, Open> open = new ConcurrentHashMap<>();

  private record Open(String pod, PortForward forward) {}

  /** A port of a pod. */
  public record Goal(String namespace, String pod, String uid, int port) {}

  private Forward(
      KubernetesClient client, Supplier<Optional<Goal>> goal, ServerSocketChannel listening) {
    this.client = client;
    this.goal = goal;
    this.listening = listening;
  }

  /**
   * Begins to listen.
   *
   * @param wellKnown the port on this machine, or any when that is taken
   * @param goal to go to, if there is one
   */
  public static Forward open(KubernetesClient client, int wellKnown, Supplier<Optional<Goal>> goal)
      throws IOException {
    var forward = new Forward(client, goal, listen(wellKnown));
    Thread.ofVirtual().name("forward-" + wellKnown).start(forward::accept);
    return forward;
  }

  private static ServerSocketChannel listen(int wellKnown) throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var channel = ServerSocketChannel.open();
    try {
      channel.bind(new InetSocketAddress(loopback, wellKnown));
    } catch (IOException e) {
      channel.bind(new InetSocketAddress(loopback, 0));
    }
    return channel;
  }

  public URI uri() throws IOException {
    var address = (InetSocketAddress) listening.getLocalAddress();
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  private void accept() {
    while (listening.isOpen()) {
      try {
        var connection = listening.accept();
        Thread.ofVirtual().name("forwarded").start(() -> forward(connection));
      } catch (IOException e) {
        LOG.debug("No connection is accepted any more", e);
      }
    }
  }

  /** A connection that cannot be led on is closed: whoever made it tries again. */
  private void forward(SocketChannel connection) {
    try {
      var target = goal.get();
      prune(target);
      if (target.isEmpty()) {
        connection.close();
        return;
      }
      var forward =
          client
              .pods()
              .inNamespace(target.get().namespace())
              .withName(target.get().pod())
              .portForward(target.get().port(), connection, connection);
      open.put(connection, new Open(target.get().uid(), forward));
    } catch (IOException | KubernetesClientException e) {
      LOG.debug("A connection does not reach its pod", e);
      close(connection);
    }
  }

  /** Ends the connections to pods that the component is not any more. */
  void prune() {
    prune(goal.get());
  }

  private void prune(Optional<Goal> now) {
    open.forEach(
        (connection, led) -> {
          var stale = now.isPresent() && !now.get().uid().equals(led.pod());
          if (stale || !connection.isOpen() || !led.forward().isAlive()) {
            end(connection);
          }
        });
  }

  private void end(SocketChannel connection) {
    var led = open.remove(connection);
    close(connection);
    if (led != null) {
      close(led.forward());
    }
  }

  private static void close(Closeable each) {
    try {
      each.close();
    } catch (IOException | KubernetesClientException e) {
      LOG.debug("A connection did not close cleanly", e);
    }
  }

  @Override
  public void close() {
    close(listening);
    open.keySet().forEach(this::end);
  }
}
