package switchboard.chat.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import switchboard.chat.gateway.replicas.Routing;
import switchboard.chat.management.Bodies;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.UnsentBytes;

/** Passes HTTP requests to the replicas over connections that are kept open. */
final class HttpProxy implements AutoCloseable {
  /** The longest answer that is buffered so that a crash in mid-answer can be retried unnoticed. */
  static final int MAX_HELD_ANSWER_BYTES = 256 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /**
   * Shorter than a backend keeps an idle connection, so that the gateway is the one to close it.
   */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

  /** Per replica; further requests queue for a connection. */
  private static final int CONNECTIONS = 1024;

  private final Vertx vertx;
  private final Routing routing;
  private final UnsentBytes unsent;
  private final Duration bodyTimeout;
  private final HttpClient client;

  /**
   * @param unsent counts what is held of answers
   * @param bodyTimeout within which a request's body has to be whole
   */
  HttpProxy(Vertx vertx, Routing routing, UnsentBytes unsent, Duration bodyTimeout) {
    this.vertx = vertx;
    this.bodyTimeout = bodyTimeout;
    this.routing = routing;
    this.unsent = unsent;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds()),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  void handle(HttpServerRequest request, String target) {
    if (!hasBody(request)) {
      new ProxiedRequest(this, request, target, null).start();
      return;
    }
    Bodies.read(vertx, request, Bodies.MAX_BYTES, bodyTimeout)
        .onSuccess(body -> new ProxiedRequest(this, request, target, body).start())
        .onFailure(failure -> refuse(request, (Refusal) failure));
  }

  HttpClient client() {
    return client;
  }

  UnsentBytes unsent() {
    return unsent;
  }

  Routing routing() {
    return routing;
  }

  /** Answers and closes, so that the rest of the body need not be read. */
  private void refuse(HttpServerRequest request, Refusal refusal) {
    if (!request.response().closed() && !request.response().ended()) {
      Bodies.closeAfterwards(vertx, request);
      refusal.problem().send(request.response());
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    var length = request.getHeader("content-length");
    return request.headers().contains("transfer-encoding")
        || (length != null && !length.equals("0"));
  }

  @Override
  public void close() {
    client.close();
  }
}
