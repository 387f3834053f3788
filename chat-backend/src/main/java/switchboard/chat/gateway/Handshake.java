package switchboard.chat.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
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
  private Attempt current;

  Handshake(WebSocketProxy proxy, HttpServerRequest request, String target) {
    this.proxy = proxy;
    this.routing = proxy.routing();
    this.request = request;
    this.target = target;
    this.failover =
        new Failover(
            routing.replicas(), Load.SOCKETS, replica -> new Attempt(replica).start(), this::none);
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

  private void none() {
    routing.metrics().failed();
    Problem.passing(
            503,
            "No replica took the WebSocket within %d s; connect again."
                .formatted(Failover.PATIENCE.toSeconds()),
            1)
        .send(request.response());
  }

  /** The handshake as sent to one replica. */
  private final class Attempt implements Running {
    private final Replica replica;
    private HttpClientRequest upstream;
    private boolean over;
    private int ticks;

    Attempt(Replica replica) {
      this.replica = replica;
    }

    void start() {
      current = this;
      replica.began(Load.SOCKETS, this);
      proxy
          .client()
          .request(
              new RequestOptions()
                  .setMethod(HttpMethod.GET)
                  .setHost(replica.address().host())
                  .setPort(replica.address().port())
                  .setURI(target))
          .onComplete(this::connected, this::failed);
    }

    private void connected(HttpClientRequest connected) {
      upstream = connected;
      if (over) {
        upstream.reset();
        return;
      }
      // Every failure ends the answer's future too; without a handler it would be logged as well.
      upstream.exceptionHandler(seenElsewhere -> {});
      replica.asked();
      Headers.toReplica(request, upstream.headers());
      upstream.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
      upstream.connect().onComplete(this::answered, this::failed);
    }

    private void answered(HttpClientResponse answer) {
      if (over) {
        return;
      }
      replica.heard();
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
      var pair = new SocketPair(proxy, replica, toReplica);
      HttpServerResponse response = request.response();
      response.setStatusCode(101);
      Headers.copyEndToEnd(answer.headers(), response.headers());
      response.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
      routing.metrics().answered(replica, 101);
      request.toNetSocket().onComplete(pair::join, pair::clientFailed);
    }

    private void refused(HttpClientResponse answer, Buffer body) {
      if (over) {
        return;
      }
      finish();
      HttpServerResponse response = request.response();
      response.setStatusCode(answer.statusCode());
      Headers.copyEndToEnd(answer.headers(), response.headers());
      routing.metrics().answered(replica, answer.statusCode());
      response.end(body);
    }

    private void failed(Throwable cause) {
      if (over) {
        return;
      }
      finish();
      routing.health().failed(replica, Breakdown.describe(cause, upstream != null));
      routing.retried(replica);
      failover.next();
    }

    @Override
    public void tick() {
      if (++ticks > MAX_TICKS && !over) {
        abandon();
        routing.retried(replica);
        failover.next();
      }
    }

    @Override
    public void replicaLost() {
      HttpClientRequest lost = upstream;
      failed(new IOException("silent"));
      if (lost != null) {
        lost.reset();
      }
    }

    void abandon() {
      if (!over) {
        finish();
        if (upstream != null) {
          upstream.reset();
        }
      }
    }

    private void finish() {
      over = true;
      current = null;
      replica.ended(Load.SOCKETS, this);
    }
  }
}
