package switchboard.chat.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/**
 * A client's WebSocket and the replica's, joined byte by byte with back-pressure both ways. Frames
 * and close codes are thus the two ends' own. Only when the replica goes without a goodbye does the
 * gateway add a close frame, 1012, so that the client connects again at once.
 */
final class SocketPair implements Running {
  /** RFC 6455 and its registry: going away; service restart. */
  private static final short GOING_AWAY = 1001;

  private static final short SERVICE_RESTART = 1012;

  private final WebSocketProxy proxy;
  private final Replica replica;
  private final NetSocket toReplica;
  private final FrameBoundary boundary = new FrameBoundary();
  private NetSocket toClient;
  private boolean over;

  /** Takes over a paused socket whose handshake is done; counts from now on. */
  SocketPair(WebSocketProxy proxy, Replica replica, NetSocket toReplica) {
    this.proxy = proxy;
    this.replica = replica;
    this.toReplica = toReplica;
    replica.began(Load.SOCKETS, this);
    proxy.opened(this);
  }

  /** Joins the client's socket to it and lets bytes flow. */
  void join(NetSocket client) {
    toClient = client;
    toReplica.exceptionHandler(broken -> {});
    toClient.exceptionHandler(broken -> {});
    toReplica.handler(this::fromReplica);
    toReplica.endHandler(end -> end(SERVICE_RESTART));
    toClient.handler(this::fromClient);
    toClient.endHandler(
        end -> {
          finish();
          toReplica.end();
          toClient.close();
        });
    toReplica.resume();
    toClient.resume();
  }

  /** The client went while its handshake was answered. */
  void clientFailed(Throwable cause) {
    finish();
    toReplica.close();
  }

  private void fromReplica(Buffer bytes) {
    replica.heard();
    boundary.follow(bytes);
    pass(bytes, toReplica, toClient);
  }

  private void fromClient(Buffer bytes) {
    replica.asked();
    pass(bytes, toClient, toReplica);
  }

  private static void pass(Buffer bytes, NetSocket from, NetSocket to) {
    to.write(bytes);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(drained -> from.resume());
    }
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
    if (toClient == null) {
      return;
    }
    if (boundary.atBoundary() && !boundary.closeSeen()) {
      toClient.write(
          Buffer.buffer(4).appendByte((byte) 0x88).appendByte((byte) 2).appendShort(closeCode));
    }
    toClient.end();
  }

  private void finish() {
    if (!over) {
      over = true;
      replica.ended(Load.SOCKETS, this);
      proxy.closed(this);
    }
  }
}
