package switchboard.chat.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import switchboard.chat.management.Problem;

/**
 * One client's WebSocket handshake. It goes to one replica after another until one answers 101, and
 * only then does the client see it; an answer that refuses it (400, 401 …) is passed on.
 */
final class Handshake {
  private static final int MAX_TICKS = (int) (5_000 / Health.TICK.toMillis());

  private final WebSocketProxy proxy;
  private final Routing routing;
  private final HttpServerRequest request;
  private final String target;
  private final Failover failover;
  private SocketAttempt current;

  Handshake(WebSocketProxy proxy, HttpServerRequest request, String target) {
    this.proxy = proxy;
    this.routing = proxy.routing();
    this.request = request;
    this.target = target;
    this.failover = new Failover(routing, Load.SOCKETS, this::attempt, this::none);
  }

  void start() {
    request
        .response()
        .closeHandler(
            gone -> {
              failover.cancel();
              if (current != null) {
                current.abandon();
              }
            });
    failover.next();
  }

  private void attempt(Replica replica) {
    current = new SocketAttempt(replica);
    current.start(proxy.client(), HttpMethod.GET, target);
  }

  private void none() {
    routing.metrics().failed();
    Problem.passing(
            503,
            "No replica took the WebSocket within %d s; connect again."
                .formatted(routing.patience().toSeconds()),
            1)
        .send(request.response());
  }

  /** The handshake as sent to one replica. */
  private final class SocketAttempt extends Attempt {
    SocketAttempt(Replica replica) {
      super(routing, Load.SOCKETS, replica);
    }

    @Override
    void send(HttpClientRequest upstream) {
      replica().asked();
      Headers.toReplica(request, upstream.headers());
      upstream.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
      upstream.connect().onComplete(this::arrived, this::failed);
    }

    @Override
    void answered(HttpClientResponse answer) {
      if (answer.statusCode() == 101) {
        switchProtocols(answer);
      } else {
        // Such an answer is short; one that is cut counts as none.
        answer.body().onComplete(body -> refused(answer, body), this::failed);
      }
    }

    private void switchProtocols(HttpClientResponse answer) {
      NetSocket toReplica = answer.netSocket();
      toReplica.pause();
      finish();
      var pair = new SocketPair(proxy, replica(), toReplica);
      HttpServerResponse response = request.response();
      response.setStatusCode(101);
      Headers.copyEndToEnd(answer.headers(), response.headers());
      response.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
      routing.metrics().answered(replica(), 101);
      request.toNetSocket().onComplete(pair::join, pair::clientFailed);
    }

    private void refused(HttpClientResponse answer, Buffer body) {
      if (isOver()) {
        return;
      }
      finish();
      HttpServerResponse response = request.response();
      response.setStatusCode(answer.statusCode());
      Headers.copyEndToEnd(answer.headers(), response.headers());
      routing.metrics().answered(replica(), answer.statusCode());
      response.end(body);
    }

    @Override
    void broke() {
      tryNext();
    }

    @Override
    int patience() {
      return MAX_TICKS;
    }

    @Override
    void outOfPatience() {
      tryNext();
    }

    private void tryNext() {
      routing.retried(replica());
      failover.next();
    }
  }
}
