package switchboard.chat.gateway;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import switchboard.chat.management.AdminToken;
import switchboard.chat.management.ManagementServer;
import switchboard.chat.management.Problem;
import switchboard.chat.management.RateLimit;

/**
 * The one door to the replicas: passes {@code /api/*} and {@code /ws} to them and serves the chat
 * page itself. Everything happens on one event loop.
 */
final class Gateway {
  /** The ports that were bound. */
  record Ports(int proxy, int management) {}

  /** Longer than the pings of a WebSocket are apart; a quiet connection is closed after it. */
  private static final int IDLE_SECONDS = 120;

  private static final int MAX_REQUEST_LINE = 8 * 1024;
  private static final int MAX_HEADERS = 16 * 1024;

  /** A burst of clients that connect again after a kill waits in line rather than being refused. */
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
  private final RateLimit rates;
  private final WebPage page = new WebPage();
  private final HttpServer server;
  private final ManagementServer management;
  private boolean ready;
  private long ticker;

  /**
   * @param patience how long a call waits for a replica to come back before it is answered 503
   */
  Gateway(Vertx vertx, GatewayConfig config, Duration patience) {
    this.vertx = vertx;
    this.config = config;
    this.rates = new RateLimit(config.requestsPerSecond(), System::nanoTime);
    this.loop = vertx.getOrCreateContext();
    PrometheusRegistry registry = new PrometheusRegistry();
    Replicas replicas = new Replicas(vertx);
    health = new Health(vertx, replicas);
    metrics = new GatewayMetrics(registry, replicas);
    Routing routing = new Routing(replicas, health, metrics, retryLog, patience);
    httpProxy = new HttpProxy(vertx, routing);
    webSocketProxy = new WebSocketProxy(vertx, routing);
    server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setReusePort(config.sharedPort())
                // All is on one event loop; without the queue between threads a socket takes 4 KiB less.
                .setStrictThreadMode(true)
                .setHandle100ContinueAutomatically(true));
    ReplicasApi api = new ReplicasApi(replicas, health);
    management =
        new ManagementServer(
                vertx,
                registry,
                () ->
                    ready ? Optional.empty() : Optional.of("The gateway is starting or stopping."),
                new AdminToken(config.adminToken()))
            .open(HttpMethod.GET, "/replicas", body -> api.list())
            .guarded(HttpMethod.PUT, "/replicas", api::replace);
  }

  /** Binds both ports. */
  Future<Ports> start() {
    if (config.sharedPort() && !vertx.isNativeTransportEnabled()) {
      return Future.failedFuture("SHARED_PORT needs Netty's native transport, which is not here");
    }
    return onLoop(
        () -> {
          page.load();
          health.replace(config.replicas());
          ticker = vertx.setPeriodic(Health.TICK.toMillis(), id -> tick());
          return management
              .listen(config.managementPort(), config.host())
              .compose(
                  managementPort ->
                      server
                          .requestHandler(this::handle)
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
    return onLoop(
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

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(
        go -> {
          try {
            work.get().onComplete(done);
          } catch (RuntimeException failure) {
            done.fail(failure);
          }
        });
    return done.future();
  }

  private void tick() {
    health.tick();
    webSocketProxy.admission().tick();
    retryLog.flush();
    metrics.tick();
  }

  private void handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null || !path.startsWith("/")) {
      Problem.of(400, "The request's target must be a path, such as /api/messages.")
          .send(request.response());
      return;
    }
    if (!rates.admits(request.remoteAddress().hostAddress())) {
      Problem.passing(429, "Too many requests come from this address; wait a second.", 1)
          .send(request.response());
      return;
    }
    String target = request.query() == null ? path : path + '?' + request.query();
    if (path.equals("/ws") && asksForWebSocket(request)) {
      webSocketProxy.handle(request, target);
    } else if (path.equals("/ws") || path.startsWith("/api/")) {
      httpProxy.handle(request, target);
    } else {
      page.handle(request);
    }
  }

  private static boolean asksForWebSocket(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && "websocket".equalsIgnoreCase(request.getHeader("upgrade"));
  }
}
