package switchboard.chat.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.time.Duration;
import switchboard.chat.gateway.replicas.Address;

/** Connects Netty's channels to replicas, on the gateway's event loop. */
final class ReplicaDialer {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final Transport transport;
  private final Bootstrap bootstrap;

  ReplicaDialer(Vertx vertx) {
    var internal = (VertxInternal) vertx;
    loop = internal.getOrCreateContext().nettyEventLoop();
    transport = internal.transport();
    bootstrap =
        new Bootstrap()
            .group(loop)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
  }

  EventLoop loop() {
    return loop;
  }

  /**
   * Connects to a replica.
   *
   * @param handlers are added to the pipeline of the {@link Channel}
   */
  ChannelFuture connect(Address address, ChannelHandler handlers) {
    var connection =
        bootstrap
            .clone()
            .channelFactory(transport.channelFactory(address.isPath()))
            .handler(handlers);
    if (!address.isPath()) {
      connection.option(ChannelOption.TCP_NODELAY, true);
    }
    return connection.connect(transport.convert(address.socket()));
  }
}
