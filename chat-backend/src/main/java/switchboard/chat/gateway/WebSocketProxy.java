package switchboard.chat.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import switchboard.chat.gateway.replicas.Address;
import switchboard.chat.gateway.replicas.Routing;
import switchboard.chat.management.Connections;

/**
 * Passes WebSocket handshakes to the replicas, then the bytes of the two sockets as they are: no
 * frame is unpacked, unmasked or copied into an object, and extensions agreed between the two ends
 * go on working. Only the headers of a replica's frames are followed, so that a client whose
 * replica dies still gets a proper close frame.
 */
final class WebSocketProxy {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final Routing routing;
  private final Connections clients;
  private final GatewayLimits limits;
  private final HandshakeLimiter admission;
  private final Transport transport;
  private final Bootstrap connections;
  private final Set<SocketPair> open = new LinkedHashSet<>();

  /**
   * @param clients the connections that clients have made
   */
  WebSocketProxy(Vertx vertx, Routing routing, Connections clients, GatewayLimits limits) {
    this.routing = routing;
    this.clients = clients;
    this.limits = limits;
    this.admission = new HandshakeLimiter(limits.handshakes());
    var internal = (VertxInternal) vertx;
    var loop = internal.getOrCreateContext();
    transport = internal.transport();
    connections =
        new Bootstrap()
            .group(loop.nettyEventLoop())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
  }

  void handle(HttpServerRequest request, String target) {
    request.pause();
    new Handshake(this, request, target).start();
  }

  /** Connects a socket to a replica, on the gateway's event loop. */
  ChannelFuture connect(Address address, ReplicaSocket socket) {
    var connection =
        connections
            .clone()
            .channelFactory(transport.channelFactory(address.isPath()))
            .handler(socket.handlers());
    if (!address.isPath()) {
      connection.option(ChannelOption.TCP_NODELAY, true);
    }
    return connection.connect(transport.convert(address.socket()));
  }

  Connections clients() {
    return clients;
  }

  HandshakeLimiter admission() {
    return admission;
  }

  Routing routing() {
    return routing;
  }

  void opened(SocketPair pair) {
    open.add(pair);
  }

  void closed(SocketPair pair) {
    open.remove(pair);
  }

  /**
   * To be called every {@link switchboard.chat.gateway.replicas.Health#TICK}. While there is no
   * replica, handshakes that wait for their turn are answered as soon as those whose turn it is.
   */
  void tick() {
    admission.tick(routing.replicas().anyAvailable() ? limits.turn() : limits.failover());
  }

  /** Asks every client to reconnect, to another gateway or to this one's successor. */
  void goAway() {
    List.copyOf(open).forEach(SocketPair::goAway);
  }
}
