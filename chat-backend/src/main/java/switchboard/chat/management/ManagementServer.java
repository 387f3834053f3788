package switchboard.chat.management;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The management port of one process: health, metrics, and routes that the process adds. Handlers
 * run on the event loop; a {@link Refusal} that they throw is answered as its problem document.
 */
public final class ManagementServer {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
  private static final String METRICS = "/metrics";
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Scrape scrape;
  private final Supplier<Optional<String>> unreadiness;
  private final AdminToken adminToken;
  private final Hosts hosts;
  private final Map<String, Map<HttpMethod, Route>> routes = new HashMap<>();
  private final HttpServer server;

  private record Route(boolean guarded, BiFunction<MultiMap, Buffer, Answer> handler) {}

  /**
   * @param unreadiness why the process is not ready; empty when it is. Asked on the event loop.
   */
  public ManagementServer(
      Vertx vertx,
      PrometheusRegistry registry,
      Supplier<Optional<String>> unreadiness,
      AdminToken adminToken,
      Hosts hosts) {
    this.vertx = vertx;
    this.scrape = new Scrape(registry);
    this.unreadiness = unreadiness;
    this.adminToken = adminToken;
    this.hosts = hosts;
    this.server =
        vertx.createHttpServer(
            HeadLimits.DEFAULT.enforced(
                new HttpServerOptions().setIdleTimeout(60).setHttp2ClearTextEnabled(false)));
    open(HttpMethod.GET, "/health/live", body -> up());
    open(HttpMethod.GET, "/health/ready", body -> readiness());
  }

  /** Adds a route that needs no token. */
  public ManagementServer open(HttpMethod method, String path, Function<Buffer, Answer> handler) {
    return add(method, path, new Route(false, (query, body) -> handler.apply(body)));
  }

  /** Adds a route that needs {@code Authorization: Bearer <admin token>}. */
  public ManagementServer guarded(
      HttpMethod method, String path, Function<Buffer, Answer> handler) {
    return guarded(method, path, (query, body) -> handler.apply(body));
  }

  /**
   * Likewise, a route that takes parameters in its query.
   *
   * @param handler gets them by their names, decoded, and the body
   */
  public ManagementServer guarded(
      HttpMethod method, String path, BiFunction<MultiMap, Buffer, Answer> handler) {
    return add(method, path, new Route(true, handler));
  }

  private ManagementServer add(HttpMethod method, String path, Route route) {
    routes.computeIfAbsent(path, unknown -> new HashMap<>()).put(method, route);
    return this;
  }

  /** Binds the port; gives the actual one, which matters when 0 was asked for. */
  public Future<Integer> listen(int port, String host) {
    return server
        .requestHandler(this::handle)
        .invalidRequestHandler(this::refuse)
        .listen(port, host)
        .map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return server.close();
  }

  private void refuse(HttpServerRequest invalid) {
    HeadLimits.DEFAULT.problem(invalid).send(invalid.response());
    invalid.connection().close();
  }

  private void handle(HttpServerRequest request) {
    var foreign = hosts.problem(request);
    if (foreign.isPresent()) {
      Bodies.closeAfterwards(vertx, request);
      foreign.get().send(request.response());
      return;
    }
    if (request.path().equals(METRICS) && method(request).equals(HttpMethod.GET)) {
      sendMetrics(request);
      return;
    }
    Bodies.read(vertx, request, MAX_BODY_BYTES, BODY_TIMEOUT)
        .map(body -> answer(request, body))
        .otherwise(this::failed)
        .onSuccess(
            answer -> {
              Bodies.closeWhenCutShort(vertx, request, answer.status());
              answer.send(request.response());
            });
  }

  private Answer answer(HttpServerRequest request, Buffer body) {
    if (request.path().equals(METRICS)) {
      return Problem.notAllowed(METRICS, List.of("GET", "HEAD"));
    }
    var methods = routes.get(request.path());
    if (methods == null) {
      return Problem.of(
          ProblemCode.NOT_FOUND,
          "There is no %s on the management port.".formatted(request.path()));
    }
    var route = methods.get(method(request));
    if (route == null) {
      return Problem.notAllowed(request.path(), names(methods.keySet()));
    }
    if (route.guarded() && !adminToken.allows(request.getHeader("Authorization"))) {
      return Problem.unauthorized("This needs the header \"Authorization: Bearer <admin token>\".");
    }
    return route.handler().apply(request.params(), body);
  }

  private static Collection<String> names(Collection<HttpMethod> methods) {
    Stream<HttpMethod> head =
        methods.contains(HttpMethod.GET) ? Stream.of(HttpMethod.HEAD) : Stream.empty();
    return Stream.concat(methods.stream(), head).map(HttpMethod::name).toList();
  }

  /** HEAD is served as GET: the server itself leaves the document out. */
  private static HttpMethod method(HttpServerRequest request) {
    return request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
  }

  private Answer failed(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.problem();
    }
    LOG.error("A management request failed", failure);
    return Problem.of(ProblemCode.FAILED, "The request failed; the process's log says why.");
  }

  private void sendMetrics(HttpServerRequest request) {
    vertx
        .executeBlocking(scrape::text, false)
        .onSuccess(
            text ->
                request
                    .response()
                    .putHeader("Content-Type", Scrape.CONTENT_TYPE)
                    .end(Buffer.buffer(text)))
        .onFailure(failure -> failed(failure).send(request.response()));
  }

  private Answer readiness() {
    return unreadiness
        .get()
        .<Answer>map(reason -> Problem.passing(ProblemCode.NOT_READY, reason, 1))
        .orElseGet(ManagementServer::up);
  }

  private static Answer up() {
    return Answer.of(new JsonObject().put("status", "up"));
  }
}
