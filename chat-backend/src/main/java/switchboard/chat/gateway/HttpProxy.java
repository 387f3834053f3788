package switchboard.chat.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import switchboard.chat.gateway.replicas.Routing;
import switchboard.chat.management.Bodies;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.UnsentBytes;

/** Passes HTTP requests to the replicas over connections that are kept open. */
final class HttpProxy implements AutoCloseable {
  /** The longest answer that is buffered so that a crash in mid-answer can be retried unnoticed. */
  static final int MAX_HELD_ANSWER_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final Routing routing;
  private final UnsentBytes unsent;
  private final Duration bodyTimeout;
  private final ReplicaConnections connections;

  /**
   * @param unsent counts what is held of answers
   * @param bodyTimeout within which a request's body has to be whole
   */
  HttpProxy(
      Vertx vertx,
      ReplicaDialer dialer,
      Routing routing,
      UnsentBytes unsent,
      Duration bodyTimeout) {
    this.vertx = vertx;
    this.bodyTimeout = bodyTimeout;
    this.routing = routing;
    this.unsent = unsent;
    this.connections = new ReplicaConnections(vertx, dialer);
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

  ReplicaConnections connections() {
    return connections;
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
    connections.close();
  }
}
