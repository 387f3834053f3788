package switchboard.chat.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.management.AnotherReplica;
import switchboard.chat.management.Answer;
import switchboard.chat.management.Bodies;
import switchboard.chat.management.Connections;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.SocketProbe;
import switchboard.chat.metrics.ChatMetrics;

/** One request to the Chat API, from its head to its one answer, which is counted and timed. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final HttpServerRequest request;
  private final String route;
  private final ChatMetrics metrics;
  private final Vertx vertx;
  private final Connections connections;
  private final long startedNanos = System.nanoTime();

  /**
   * A request that has just come.
   *
   * @param route the pattern that its path matched
   */
  Exchange(
      HttpServerRequest request,
      String route,
      String replica,
      ChatMetrics metrics,
      Vertx vertx,
      Connections connections) {
    this.vertx = vertx;
    this.connections = connections;
    connections.progressed(request.connection());
    this.request = request;
    this.route = route;
    this.metrics = metrics;
    request.response().putHeader("X-Replica", replica);
  }

  HttpServerRequest request() {
    return request;
  }

  void answer(Answer answer) {
    finish(answer.status());
    connections.progressed(request.connection());
    if (!request.response().closed() && !request.response().ended()) {
      Bodies.closeWhenCutShort(vertx, request, answer.status());
      AnotherReplica.askFor(request.response(), answer);
      answer.send(request.response());
    }
  }

  /** Refuses a gateway's probe. It is no client's request, and not counted as one that failed. */
  void refuseProbe() {
    connections.progressed(request.connection());
    SocketProbe.refusal().send(request.response());
  }

  /** Answers with the failure's problem document; 500 for an unexpected failure. */
  void fail(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      answer(refusal.problem());
    } else {
      LOG.error("{} {} failed", request.method(), route, failure);
      answer(Problem.of(ProblemCode.FAILED, "The request failed; the replica's log says why."));
    }
  }

  /** Answers by switching to the WebSocket protocol. */
  Future<ServerWebSocket> upgrade() {
    return request
        .toWebSocket()
        .onSuccess(
            socket -> {
              connections.upgraded(request.connection());
              finish(101);
            })
        .onFailure(
            failure ->
                answer(Problem.of(ProblemCode.MALFORMED, "The WebSocket handshake is not valid.")));
  }

  private void finish(int status) {
    metrics.answered(method(), route, status, startedNanos);
  }

  /** A client can make up methods; the metrics know only these. */
  private String method() {
    var name = request.method().name();
    return switch (name) {
      case "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH" -> name;
      default -> "other";
    };
  }
}
