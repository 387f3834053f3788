package switchboard.simulator.control;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.loadtest.LoadTests;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.swarm.Swarm;

/**
 * The HTTP server of the control port: reads requests, refuses those of foreign pages, writes
 * answers.
 */
public final class ControlServer {
  private static final int LARGEST_BODY = 16 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  private final HttpServer server;
  private final ControlApi api;

  /**
   * Serves nothing yet.
   *
   * @param registry of what the event loop knows, which is read on it
   * @param process of what is known of the process, which is read on another thread
   * @param spareConnections how many more the limit of open files allows
   */
  public ControlServer(
      Vertx vertx,
      Swarm swarm,
      Stats stats,
      DeliveryChecker books,
      LoadTests loadTests,
      PrometheusRegistry registry,
      PrometheusRegistry process,
      IntSupplier spareConnections) {
    api =
        new ControlApi(vertx, swarm, stats, books, loadTests, registry, process, spareConnections);
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setIdleTimeout(IDLE_SECONDS)
                    .setHttp2ClearTextEnabled(false))
            .requestHandler(this::handle);
  }

  /** Binds; the port, which is another one than asked for when that was 0. */
  public Future<Integer> listen(String host, int port) {
    return server.listen(port, host).map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return server.close();
  }

  private void handle(HttpServerRequest request) {
    var body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() <= LARGEST_BODY) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(
        end ->
            answer(request, body)
                .otherwise(failure -> Answer.of(problem(request, failure)))
                .onSuccess(answer -> write(request.response(), answer)));
  }

  private Future<Answer> answer(HttpServerRequest request, Buffer body) {
    try {
      Guard.check(request);
      var action = api.find(request);
      if (body.length() > LARGEST_BODY) {
        throw new Problem(
            413,
            "Content too large",
            String.format(Locale.ROOT, "the body is longer than %d bytes", LARGEST_BODY));
      }
      return action.on(request, body);
    } catch (RuntimeException failure) {
      return Future.failedFuture(failure);
    }
  }

  private static Problem problem(HttpServerRequest request, Throwable failure) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    LOG.error("{} {} failed", request.method(), request.path(), failure);
    return new Problem(500, "Internal error", "the request failed; the simulator's log says why");
  }

  private static void write(HttpServerResponse response, Answer answer) {
    response.setStatusCode(answer.status()).putHeader(HttpHeaders.CONTENT_TYPE, answer.mediaType());
    if (answer.location() != null) {
      response.putHeader(HttpHeaders.LOCATION, answer.location());
    }
    // When the client is gone nobody needs the answer.
    response.end(answer.body());
  }
}
