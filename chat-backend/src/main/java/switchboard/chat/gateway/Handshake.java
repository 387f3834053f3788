package switchboard.chat.gateway;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import switchboard.chat.gateway.replicas.Attempt;
import switchboard.chat.gateway.replicas.CallKind;
import switchboard.chat.gateway.replicas.Failover;
import switchboard.chat.gateway.replicas.Health;
import switchboard.chat.gateway.replicas.Routing;
import switchboard.chat.gateway.replicas.Upstream;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.SocketProbe;

/**
 * One client's WebSocket handshake. It is sent to one replica after another until one answers 101,
 * which is passed on to the client; so is an answer that refuses it (400, 401 …), unless it is that
 * of a replica that is about to end.
 */
final class Handshake implements HandshakeLimiter.Waiter {
  private static final int MAX_TICKS = (int) (5_000 / Health.TICK.toMillis());

  private final WebSocketProxy proxy;
  private final Routing routing;
  private final HttpServerRequest request;
  private final Client client;
  private final String target;
  private final Failover failover;
  private SocketAttempt current;
  private boolean inside;
  private boolean gone;

  Handshake(WebSocketProxy proxy, HttpServerRequest request, Client client, String target) {
    this.proxy = proxy;
    this.routing = proxy.routing();
    this.request = request;
    this.client = client;
    this.target = target;
    this.failover = new Failover(routing, CallKind.SOCKETS, this::attempt, this::none);
  }

  void start() {
    request.response().closeHandler(gone -> clientGone());
    proxy.admission().queue(this);
  }

  @Override
  public void enter() {
    inside = true;
    if (gone) {
      leave();
    } else {
      failover.next();
    }
  }

  @Override
  public void rejected() {
    if (!gone) {
      refuse(ProblemCode.OVERLOADED, "Too many connect at once; connect again.");
    }
  }

  private void clientGone() {
    gone = true;
    failover.cancel();
    if (current != null) {
      current.abandon();
    }
    leave();
  }

  /** Releases its place in {@link HandshakeLimiter}, once. */
  private void leave() {
    if (inside) {
      inside = false;
      proxy.admission().leave();
    }
  }

  private void attempt(Upstream replica) {
    current = new SocketAttempt(replica);
    current.start();
  }

  private void none() {
    leave();
    refuse(
        ProblemCode.NO_REPLICA,
        String.format(
            Locale.ROOT,
            "No replica took the WebSocket within %d s; connect again.",
            routing.patience().toSeconds()));
  }

  private void refuse(ProblemCode code, String detail) {
    routing.metrics().failed();
    Problem.passing(code, detail, 1).send(request.response());
  }

  /** One that is about to end may refuse it as long as there is another. */
  private FullHttpRequest upgradeRequest(Upstream replica) {
    FullHttpRequest upgrade =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, target, Unpooled.EMPTY_BUFFER);
    Headers.toReplica(request, client, upgrade.headers());
    upgrade
        .headers()
        .set("Host", replica.authority())
        .set("Connection", "Upgrade")
        .set("Upgrade", "websocket");
    if (failover.hasUntried()) {
      upgrade.headers().set(SocketProbe.HEADER, SocketProbe.WEBSOCKET);
    } else {
      upgrade.headers().remove(SocketProbe.HEADER);
    }
    return upgrade;
  }

  /** The handshake as sent to one replica. */
  private final class SocketAttempt extends Attempt {
    private final ReplicaSocket socket;
    private SocketPair pair;

    SocketAttempt(Upstream replica) {
      super(routing, CallKind.SOCKETS, replica);
      socket = new ReplicaSocket(upgradeRequest(replica), this::answered, this::ended);
    }

    @Override
    protected void send() {
      replica().asked();
      socket.open(proxy.connect(replica().address(), socket));
    }

    @Override
    protected boolean reachedReplica() {
      return socket.reached();
    }

    @Override
    protected void reset() {
      socket.close();
    }

    private void answered(FullHttpResponse answer) {
      if (isOver()) {
        return;
      }
      replica().heard();
      finish();
      int status = answer.status().code();
      byte[] body = ByteBufUtil.getBytes(answer.content());
      if (SocketProbe.isRefusal(status, body)) {
        socket.close();
        failover.next();
        return;
      }
      leave();
      var response = request.response().setStatusCode(status);
      Headers.toClient(status, answer.headers(), response.headers());
      routing.metrics().answered(replica(), status);
      if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
        proxy.clients().upgraded(request.connection());
        pair = new SocketPair(proxy, replica(), socket);
        response.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
        request.toNetSocket().onComplete(pair::join, pair::clientFailed);
      } else {
        response.end(Buffer.buffer(body));
        socket.close();
      }
    }

    private void ended(Throwable cause) {
      if (pair == null) {
        failed(cause);
      } else {
        pair.replicaLost();
      }
    }

    @Override
    protected void onFailure() {
      tryNext();
    }

    @Override
    protected int patience() {
      return MAX_TICKS;
    }

    @Override
    protected void onTimeout() {
      tryNext();
    }

    private void tryNext() {
      routing.retried(replica());
      failover.next();
    }
  }
}
