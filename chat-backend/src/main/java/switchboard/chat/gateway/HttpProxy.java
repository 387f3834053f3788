package switchboard.chat.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.function.Consumer;
import switchboard.chat.management.Problem;

/** Passes HTTP requests to the replicas over connections that are kept open. */
final class HttpProxy implements AutoCloseable {
  /** Four times the longest text that the API takes: room for JSON's escapes. */
  static final int MAX_BODY_BYTES = 16 * 1024;

  /** As much as is worth holding so that a replica's death in mid-answer goes unnoticed. */
  static final int MAX_HELD_ANSWER_BYTES = 256 * 1024;

  private static final Duration BODY_PATIENCE = Duration.ofSeconds(10);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

  /** Shorter than a backend keeps an idle connection, so that it is we who close it. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

  /** For each replica; more requests than that wait for a connection in turn. */
  private static final int CONNECTIONS = 1024;

  private final Vertx vertx;
  private final Routing routing;
  private final HttpClient client;

  HttpProxy(Vertx vertx, Routing routing) {
    this.vertx = vertx;
    this.routing = routing;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT_PATIENCE.toMillis())
                .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds()),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  void handle(HttpServerRequest request, String target) {
    withBody(request, body -> new Exchange(this, request, target, body).start());
  }

  HttpClient client() {
    return client;
  }

  Routing routing() {
    return routing;
  }

  /** Hands over the whole body, or null when there is none; answers 413 or 408 itself. */
  private void withBody(HttpServerRequest request, Consumer<Buffer> then) {
    String length = request.getHeader("content-length");
    boolean chunked = request.headers().contains("transfer-encoding");
    if (!chunked && (length == null || length.equals("0"))) {
      then.accept(null);
      return;
    }
    // Netty has refused a length that is no number before.
    if (length != null && (length.length() > 9 || Integer.parseInt(length) > MAX_BODY_BYTES)) {
      tooLarge(request);
      return;
    }
    Buffer body = Buffer.buffer();
    boolean[] over = new boolean[1];
    long timer =
        vertx.setTimer(
            BODY_PATIENCE.toMillis(),
            id -> {
              over[0] = true;
              refuse(
                  request,
                  408,
                  "The body was not complete within " + BODY_PATIENCE.toSeconds() + " s.");
            });
    request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    request.handler(
        chunk -> {
          if (!over[0] && body.length() + chunk.length() > MAX_BODY_BYTES) {
            over[0] = true;
            vertx.cancelTimer(timer);
            tooLarge(request);
          } else if (!over[0]) {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end -> {
          vertx.cancelTimer(timer);
          if (!over[0]) {
            over[0] = true;
            then.accept(body);
          }
        });
  }

  private static void tooLarge(HttpServerRequest request) {
    refuse(request, 413, "A body may have at most " + MAX_BODY_BYTES + " bytes.");
  }

  /** Answers and closes, so that the rest of the body need not be read. */
  private static void refuse(HttpServerRequest request, int status, String detail) {
    request.response().putHeader("Connection", "close");
    Problem.of(status, detail).send(request.response());
  }

  @Override
  public void close() {
    client.close();
  }
}
