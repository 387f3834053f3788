package switchboard.chat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Closes connections on which no request gets whole in time, so that nobody holds them by sending a
 * head byte by byte. A connection that has become a WebSocket is left to its session.
 */
final class Connections {
  private final Limits limits;
  private final Map<HttpConnection, Long> deadlinesNanos = new HashMap<>();

  Connections(Vertx vertx, Limits limits) {
    this.limits = limits;
    vertx.setPeriodic(limits.request().toMillis() / 4, timer -> closeOverdue());
  }

  void opened(HttpConnection connection) {
    expect(connection, limits.request());
    connection.closeHandler(closed -> deadlinesNanos.remove(connection));
  }

  /** A request's head is whole, or it was answered: the next one has its time. */
  void progressed(HttpConnection connection) {
    if (deadlinesNanos.containsKey(connection)) {
      expect(connection, limits.idle());
    }
  }

  void upgraded(HttpConnection connection) {
    deadlinesNanos.remove(connection);
  }

  private void expect(HttpConnection connection, Duration within) {
    deadlinesNanos.put(connection, System.nanoTime() + within.toNanos());
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    List<HttpConnection> overdue = new ArrayList<>();
    deadlinesNanos.forEach(
        (connection, deadline) -> {
          if (now - deadline >= 0) {
            overdue.add(connection);
          }
        });
    overdue.forEach(
        connection -> {
          deadlinesNanos.remove(connection);
          connection.close();
        });
  }
}
