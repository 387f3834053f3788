package switchboard.chat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import switchboard.chat.fault.Faults;
import switchboard.chat.management.AdminToken;
import switchboard.chat.management.EventLoop;
import switchboard.chat.management.ManagementServer;
import switchboard.chat.store.MessageStore;

/** One replica: every part of the backend, put together, started and stopped here. */
public final class Replica {
  /**
   * A store outage that is longer makes the replica not ready. Shorter ones do not: requests wait
   * for up to 5 s by themselves, and if all replicas left the gateway's list at once, it could only
   * refuse. A replica that alone is cut off does leave the list.
   */
  private static final Duration TOLERATED_OUTAGE = Duration.ofSeconds(10);

  /** Two pings unanswered, and some time for the second. */
  private static final int IDLE_SECONDS = 75;

  private static final int MOST_FRAME_BYTES = 64 * 1024;
  private static final Duration STOP_REQUESTS = Duration.ofSeconds(6);
  private static final Duration STOP_SOCKETS = Duration.ofSeconds(2);

  private final ChatConfig config;
  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final MessageStore store;
  private final Presence presence;
  private final Rooms rooms;
  private final ManagementServer management;
  private final Tokens tokens;
  private final InFlight inFlight = new InFlight();
  private final WebSocketApi webSockets;
  private final HttpServer server;
  private volatile int managementPort;
  private Optional<String> unready = Optional.of("The store has not been reached yet.");

  /** A replica that is not started. */
  public Replica(ChatConfig config) {
    this.config = config;
    PrometheusRegistry registry = new PrometheusRegistry();
    ChatMetrics metrics = new ChatMetrics(registry);
    config.cgroupRoot().ifPresent(root -> ContainerMetrics.register(registry, new Cgroup(root)));
    store = new MessageStore(vertx, config.storeUrl());
    presence = new Presence(vertx, store::announce, store::renewAnnouncements);
    rooms = new Rooms(vertx, config.replicaName(), store, presence, metrics);
    Faults faults = new Faults(vertx, store);
    management =
        new ManagementServer(
            vertx, registry, this::unreadiness, new AdminToken(config.adminToken()));
    faults.serve(management);
    tokens = new Tokens(vertx, config.jwtSecret());
    SendRate rate = new SendRate(config.messagesPerSecond(), System::nanoTime);
    Sending sending = new Sending(store, rate, metrics, inFlight);
    webSockets = new WebSocketApi(vertx, tokens, rooms, sending, faults, metrics);
    HttpApi http =
        new HttpApi(vertx, config, tokens, sending, webSockets, store, faults, metrics, inFlight);
    server = vertx.createHttpServer(serverOptions()).requestHandler(http::handle);
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setReadIdleTimeout(IDLE_SECONDS)
        .setMaxWebSocketFrameSize(MOST_FRAME_BYTES)
        .setMaxWebSocketMessageSize(MOST_FRAME_BYTES)
        .setWebSocketClosingTimeout((int) STOP_SOCKETS.toSeconds())
        // Chat messages are short: compressing each costs more memory than it saves bytes.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  /**
   * Starts. Completes with the Chat API's port when the replica is ready; waits for the store as
   * long as it takes. Call off the event loop.
   */
  public Future<Integer> start() {
    Future<Void> opened = onLoop(() -> store.open(rooms::arrived, presence::heard));
    Future<Integer> managed =
        onLoop(() -> management.listen(config.managementPort(), config.host()));
    // On this thread, while the event loop waits for the store.
    tokens.warmUp();
    return Future.all(opened, managed)
        .compose(both -> onLoop(() -> server.listen(config.port(), config.host())))
        .map(
            listening -> {
              managementPort = managed.result();
              presence.start(
                  (room, online) -> rooms.writeToAll(room, Documents.presenceFrame(online)));
              unready = Optional.empty();
              return listening.actualPort();
            });
  }

  /** The management port; 0 before the replica is ready. */
  public int managementPort() {
    return managementPort;
  }

  /**
   * Stops in an orderly way, within 10 s: says that it is not ready, accepts nothing more, finishes
   * what is in flight, closes every WebSocket as going away.
   */
  public Future<Void> stop() {
    return onLoop(this::stopOnLoop).eventually(vertx::close);
  }

  private Future<Void> stopOnLoop() {
    unready = Optional.of("The replica is stopping.");
    presence.stop();
    webSockets.stopReading();
    Future<Void> unbound = server.shutdown(STOP_REQUESTS.plus(STOP_SOCKETS));
    return inFlight
        .none()
        .timeout(STOP_REQUESTS.toMillis(), TimeUnit.MILLISECONDS)
        .eventually(
            () -> webSockets.closeAll().timeout(STOP_SOCKETS.toMillis(), TimeUnit.MILLISECONDS))
        .eventually(() -> unbound)
        .onComplete(done -> store.close());
  }

  private Optional<String> unreadiness() {
    if (unready.isEmpty() && store.outage().compareTo(TOLERATED_OUTAGE) > 0) {
      return Optional.of(
          "The store has been out of reach for %d s.".formatted(store.outage().toSeconds()));
    }
    return unready;
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> action) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(start -> action.get().onComplete(promise));
    return promise.future();
  }
}
