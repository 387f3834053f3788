package switchboard.chat.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import switchboard.chat.gateway.replicas.ActiveCall;
import switchboard.chat.gateway.replicas.CallKind;
import switchboard.chat.gateway.replicas.Upstream;
import switchboard.chat.management.UnsentBytes;

/**
 * A client's WebSocket and the replica's, joined byte by byte with back-pressure both ways. Frames
 * and close codes are thus the two ends' own. Only when the replica goes without a close frame does
 * the gateway add one, 1012, so that the client reconnects at once.
 *
 * <p>The client's handshake is Vert.x's, the replica's is {@link ReplicaSocket}'s; afterwards each
 * channel has one {@link Relay} instead. Vert.x's handlers would copy all bytes and wrap them
 * twice.
 */
final class SocketPair implements ActiveCall {
  /** RFC 6455 and its registry: going away; service restart. */
  private static final short GOING_AWAY = 1001;

  private static final short SERVICE_RESTART = 1012;
  private static final short TRY_AGAIN_LATER = 1013;

  /** How long a client may take to read the last bytes that were sent to it. */
  private static final long FAREWELL_SECONDS = 5;

  private final WebSocketProxy proxy;
  private final Upstream replica;
  private final ReplicaSocket toReplica;
  private final FrameBoundary boundary = new FrameBoundary();
  private Channel toClient;
  private boolean over;

  /** Takes over a socket whose handshake is done; counts from now on. */
  SocketPair(WebSocketProxy proxy, Upstream replica, ReplicaSocket toReplica) {
    this.proxy = proxy;
    this.replica = replica;
    this.toReplica = toReplica;
    replica.began(CallKind.SOCKETS, this);
    proxy.opened(this);
  }

  /** Joins it with the client's socket and starts both directions. */
  void join(NetSocket clientSocket) {
    toClient = ((NetSocketInternal) clientSocket).channelHandlerContext().channel();
    if (over) {
      drop(toClient);
      return;
    }
    UnsentBytes.whenOverBudget(toClient, () -> end(TRY_AGAIN_LATER));
    var replicaChannel = toReplica.channel();
    toReplica.handOver(new Relay(toClient, this::fromReplica, () -> end(SERVICE_RESTART)));
    replicaChannel.config().setAutoRead(true);
    var back = new Relay(replicaChannel, bytes -> replica.asked(), this::clientEnded);
    // What Vert.x has read behind the client's handshake comes first.
    clientSocket.handler(early -> back.pass(((BufferInternal) early).getByteBuf()));
    clientSocket.endHandler(end -> clientEnded());
    clientSocket.exceptionHandler(broken -> {});
    clientSocket.resume();
    toClient.eventLoop().execute(() -> takeOver(back));
  }

  /** Closes it: the client went while its handshake was answered. */
  void clientFailed(Throwable cause) {
    finish();
    toReplica.close();
  }

  /** Reads the client's channel instead of Vert.x. */
  private void takeOver(Relay back) {
    if (!toClient.isActive()) {
      return;
    }
    var pipeline = toClient.pipeline();
    var idle = pipeline.get("idle");
    if (idle != null) {
      // The replica pings its clients, and closes the sockets of those who do not answer.
      pipeline.remove(idle);
    }
    pipeline.replace("handler", "relay", back);
    toClient.config().setAutoRead(true);
  }

  private void fromReplica(ByteBuf bytes) {
    replica.heard();
    boundary.follow(bytes);
  }

  private void clientEnded() {
    finish();
    closeAfter(toReplica.channel(), Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void tick() {
    // A socket may stay open and quiet for as long as its two ends like.
  }

  @Override
  public void replicaLost() {
    end(SERVICE_RESTART);
  }

  /** The gateway stops. */
  void goAway() {
    end(GOING_AWAY);
  }

  private void end(short closeCode) {
    if (over) {
      return;
    }
    finish();
    toReplica.close();
    if (toClient != null) {
      var silent = !boundary.atBoundary() || boundary.closeSeen();
      closeAfter(toClient, silent ? Unpooled.EMPTY_BUFFER : closeFrame(closeCode));
    }
  }

  private static ByteBuf closeFrame(short code) {
    return Unpooled.buffer(4).writeByte(0x88).writeByte(2).writeShort(code);
  }

  private static void closeAfter(Channel channel, ByteBuf last) {
    var _ = channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
    if (channel.isActive()) {
      // Its peer has stopped reading.
      Future<?> _ =
          channel.eventLoop().schedule(() -> drop(channel), FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void drop(Channel channel) {
    var _ = channel.close();
  }

  private void finish() {
    if (!over) {
      over = true;
      replica.ended(CallKind.SOCKETS, this);
      proxy.closed(this);
    }
  }
}
