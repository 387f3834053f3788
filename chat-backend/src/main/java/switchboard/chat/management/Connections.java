package switchboard.chat.management;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections on which no request is complete in time, so that a head that is sent byte by
 * byte does not hold them, and those whose client does not read the answers. A connection that has
 * become a WebSocket is left alone. Confined to the event loop.
 */
public final class Connections {
  private final Vertx vertx;
  private final Duration request;
  private final Duration idle;
  private final Map<HttpConnection, Long> deadlinesNanos = new HashMap<>();

  /**
   * @param request within which the first request's head has to be whole, and answers have to be
   *     read before the next request is looked at
   * @param idle within which every later head has to be whole
   */
  public Connections(Vertx vertx, Duration request, Duration idle) {
    this.vertx = vertx;
    this.request = request;
    this.idle = idle;
    vertx.setPeriodic(request.toMillis() / 4, timer -> closeOverdue());
  }

  /** Watches a new connection. */
  public void opened(HttpConnection connection) {
    expect(connection, request);
    connection.closeHandler(closed -> deadlinesNanos.remove(connection));
  }

  /** Restarts the timeout: a request's head is complete, or it was answered. */
  public void progressed(HttpConnection connection) {
    if (deadlinesNanos.containsKey(connection)) {
      expect(connection, idle);
    }
  }

  /** Stops watching: the connection speaks another protocol from now on. */
  public void upgraded(HttpConnection connection) {
    deadlinesNanos.remove(connection);
  }

  /** Closes a connection after an answer that was its last. */
  public void end(HttpConnection connection) {
    deadlinesNanos.remove(connection);
    connection.close();
  }

  /**
   * Serves a request once the answers before it have left: they wait in memory until then. What is
   * decoded behind the last answer, from bytes that came together with its request, is dropped.
   */
  public void inTurn(HttpServerRequest next, Handler<HttpServerRequest> serve) {
    if (!deadlinesNanos.containsKey(next.connection())) {
      return;
    }
    if (!next.response().writeQueueFull()) {
      serve.handle(next);
      return;
    }
    next.pause();
    long answerTimer = vertx.setTimer(request.toMillis(), timer -> next.connection().close());
    next.response()
        .drainHandler(
            drained -> {
              next.response().drainHandler(null);
              if (vertx.cancelTimer(answerTimer)) {
                serve.handle(next);
              }
            });
  }

  private void expect(HttpConnection connection, Duration within) {
    deadlinesNanos.put(connection, System.nanoTime() + within.toNanos());
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    var overdue = new ArrayList<HttpConnection>();
    deadlinesNanos.forEach(
        (connection, deadline) -> {
          if (now - deadline >= 0) {
            overdue.add(connection);
          }
        });
    overdue.forEach(this::end);
  }
}
