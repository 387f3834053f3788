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

  /** {@code spareConnections}: how many more the limit of open files allows. */
  public ControlServer(
      Vertx vertx,
      Swarm swarm,
      Stats stats,
      DeliveryChecker books,
      LoadTests loadTests,
      PrometheusRegistry registry,
      IntSupplier spareConnections) {
    api = new ControlApi(swarm, stats, books, loadTests, registry, spareConnections);
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
    request.endHandler(end -> write(request.response(), answer(request, body)));
  }

  private Answer answer(HttpServerRequest request, Buffer body) {
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
    } catch (Problem e) {
      return Answer.of(e);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.method(), request.path(), e);
      return Answer.of(
          new Problem(500, "Internal error", "the request failed; the simulator's log says why"));
    }
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
