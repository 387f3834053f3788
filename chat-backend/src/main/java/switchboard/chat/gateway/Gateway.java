package switchboard.chat.gateway;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import switchboard.chat.gateway.replicas.GatewayMetrics;
import switchboard.chat.gateway.replicas.Health;
import switchboard.chat.gateway.replicas.ReplicaEvents;
import switchboard.chat.gateway.replicas.Replicas;
import switchboard.chat.gateway.replicas.ReplicasApi;
import switchboard.chat.gateway.replicas.RetryLog;
import switchboard.chat.gateway.replicas.Routing;
import switchboard.chat.gateway.web.WebPage;
import switchboard.chat.management.AdminToken;
import switchboard.chat.management.Bodies;
import switchboard.chat.management.Connections;
import switchboard.chat.management.EventLoop;
import switchboard.chat.management.HeadLimits;
import switchboard.chat.management.ManagementServer;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.RateLimit;
import switchboard.chat.management.UnsentBytes;

/**
 * The gateway in front of the replicas: passes {@code /api/*} and {@code /ws} to them and serves
 * the chat page itself. Everything happens on one event loop.
 */
final class Gateway {
  /** The ports that were bound. */
  record Ports(int proxy, int management) {}

  /**
   * The paths that replicas serve. One with anything else in it, such as an escape, an empty
   * segment or one of dots, can be read in more than one way.
   */
  private static final Pattern API_PATH = Pattern.compile("/ws|/api(/[A-Za-z0-9_-]+)+");

  /** A burst of clients that reconnect after a kill queues instead of being refused. */
  private static final int ACCEPT_BACKLOG = 4096;

  private static final Duration DRAIN = Duration.ofSeconds(6);

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Context loop;
  private final Health health;
  private final GatewayMetrics metrics;
  private final RetryLog retryLog = new RetryLog();
  private final HttpProxy httpProxy;
  private final WebSocketProxy webSocketProxy;
  private final Connections connections;
  private final RateLimit rates;
  private final WebPage page = new WebPage();
  private final HttpServer server;
  private final ManagementServer management;
  private boolean ready;
  private long ticker;

  /** A gateway that is not started. */
  Gateway(Vertx vertx, GatewayConfig config, GatewayLimits limits) {
    this.vertx = vertx;
    this.config = config;
    this.connections = new Connections(vertx, limits.request(), limits.idle());
    this.rates = new RateLimit(config.requestsPerSecond(), System::nanoTime);
    this.loop = vertx.getOrCreateContext();
    var registry = new PrometheusRegistry();
    var replicas = new Replicas(vertx);
    var events = new ReplicaEvents(InstantSource.system());
    health = new Health(vertx, replicas, events);
    metrics = new GatewayMetrics(registry, replicas);
    var routing = new Routing(replicas, health, metrics, retryLog, limits.failover());
    var unsent = new UnsentBytes(vertx, config.unsentBytes(), metrics::closed, System::nanoTime);
    GatewayMetrics.unsent(registry, unsent::total);
    httpProxy = new HttpProxy(vertx, routing, unsent, limits.request());
    webSocketProxy = new WebSocketProxy(vertx, routing, connections, limits);
    server =
        vertx
            .createHttpServer(serverOptions(config, limits))
            .connectionHandler(
                connection -> {
                  unsent.watch(connection);
                  connections.opened(connection);
                })
            .invalidRequestHandler(this::refuse)
            .requestHandler(request -> connections.inTurn(request, this::handle));
    var api = new ReplicasApi(replicas, health);
    management =
        new ManagementServer(
                vertx,
                registry,
                () ->
                    ready ? Optional.empty() : Optional.of("The gateway is starting or stopping."),
                new AdminToken(config.adminToken()),
                config.hosts())
            .open(HttpMethod.GET, "/replicas", body -> api.list())
            .open(HttpMethod.GET, "/replicas/events", body -> events.list())
            .guarded(HttpMethod.PUT, "/replicas", api::replace);
  }

  private static HttpServerOptions serverOptions(GatewayConfig config, GatewayLimits limits) {
    return HeadLimits.DEFAULT
        .enforced(new HttpServerOptions())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) limits.idle().toMillis())
        .setAcceptBacklog(ACCEPT_BACKLOG)
        .setSendBufferSize(UnsentBytes.SEND_BUFFER_BYTES)
        .setReusePort(config.sharedPort())
        // All is on one event loop; without the queue between threads a socket takes 4 KiB less.
        .setStrictThreadMode(true)
        .setHandle100ContinueAutomatically(true)
        // The replicas speak HTTP/1.1; another protocol is one more to guard.
        .setHttp2ClearTextEnabled(false);
  }

  /** Binds both ports. */
  Future<Ports> start() {
    if (config.sharedPort() && !vertx.isNativeTransportEnabled()) {
      return Future.failedFuture("SHARED_PORT needs Netty's native transport, which is not here");
    }
    return EventLoop.run(
        loop,
        () -> {
          page.load();
          health.replace(config.replicas());
          ticker = vertx.setPeriodic(Health.TICK.toMillis(), id -> tick());
          return management
              .listen(config.managementPort(), config.host())
              .compose(
                  managementPort ->
                      server
                          .listen(config.port(), config.host())
                          .map(bound -> new Ports(bound.actualPort(), managementPort)))
              .onSuccess(ports -> ready = true);
        });
  }

  /**
   * Stops in an orderly way: takes no new connections, sends the users of WebSockets away with
   * 1001, and lets running requests end.
   */
  Future<Void> stop() {
    return EventLoop.run(
        loop,
        () -> {
          ready = false;
          webSocketProxy.goAway();
          return server
              .shutdown(DRAIN)
              .eventually(
                  () -> {
                    vertx.cancelTimer(ticker);
                    health.close();
                    httpProxy.close();
                    return management.close();
                  });
        });
  }

  private void tick() {
    health.tick();
    webSocketProxy.tick();
    retryLog.flush();
    metrics.tick();
  }

  private void handle(HttpServerRequest request) {
    var response = request.response();
    connections.progressed(request.connection());
    response.endHandler(answered -> connections.progressed(request.connection()));
    if (!rates.admits(request.remoteAddress().hostAddress())) {
      Problem.passing(
              ProblemCode.TOO_FAST, "Too many requests come from this address; wait a second.", 1)
          .send(response);
      return;
    }
    var encoding = request.getHeader("transfer-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
      refuse(
          request,
          Problem.of(ProblemCode.MALFORMED, "A body may be sent chunked, in no other coding."));
      return;
    }
    if (request.headers().contains("")) {
      refuse(request, Problem.of(ProblemCode.MALFORMED, "A header has no name."));
      return;
    }
    var foreign = config.hosts().problem(request);
    if (foreign.isPresent()) {
      Bodies.closeAfterwards(vertx, request);
      foreign.get().send(response);
      return;
    }
    var path = request.path();
    if (path == null || !path.startsWith("/")) {
      refuse(
          request,
          Problem.of(
              ProblemCode.MALFORMED,
              "The request's target must be a path, such as /api/messages."));
      return;
    }
    var target = request.query() == null ? path : path + '?' + request.query();
    if (path.equals("/ws") && asksForWebSocket(request)) {
      webSocketProxy.handle(request, target);
    } else if (API_PATH.matcher(path).matches()) {
      httpProxy.handle(request, target);
    } else {
      page.handle(request);
    }
  }

  private void refuse(HttpServerRequest invalid) {
    refuse(invalid, HeadLimits.DEFAULT.problem(invalid));
  }

  /** Answers and closes: bytes behind such a request must not be read as another. */
  private void refuse(HttpServerRequest request, Problem problem) {
    problem.send(request.response());
    connections.end(request.connection());
  }

  private static boolean asksForWebSocket(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && "websocket".equalsIgnoreCase(request.getHeader("upgrade"));
  }
}
