package switchboard.chat.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Passes WebSocket handshakes to the replicas, then the bytes of the two sockets as they are: no
 * frame is unpacked, unmasked or copied into an object, and extensions agreed between the two ends
 * go on working. Only the headers of a replica's frames are followed, so that a client whose
 * replica dies can still be told goodbye with a proper close frame.
 */
final class WebSocketProxy implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

  /** For each replica; two open files each, so that the system's limit is met first. */
  private static final int MAX_SOCKETS = 32_768;

  private final Routing routing;
  private final HttpClient client;
  private final Set<SocketPair> open = new LinkedHashSet<>();

  WebSocketProxy(Vertx vertx, Routing routing) {
    this.routing = routing;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setTcpNoDelay(true)
                .setConnectTimeout((int) CONNECT_PATIENCE.toMillis()),
            new PoolOptions().setHttp1MaxSize(MAX_SOCKETS));
  }

  void handle(HttpServerRequest request, String target) {
    request.pause();
    new Handshake(this, request, target).start();
  }

  HttpClient client() {
    return client;
  }

  Routing routing() {
    return routing;
  }

  void opened(SocketPair pair) {
    open.add(pair);
  }

  void closed(SocketPair pair) {
    open.remove(pair);
  }

  /** Tells every client to come again, to another gateway or to this one's successor. */
  void goAway() {
    List.copyOf(open).forEach(SocketPair::goAway);
  }

  @Override
  public void close() {
    client.close();
  }
}
