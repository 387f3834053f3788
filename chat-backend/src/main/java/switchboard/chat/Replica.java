package switchboard.chat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import switchboard.chat.balance.Evacuation;
import switchboard.chat.balance.Rebalancer;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.config.Limits;
import switchboard.chat.fault.Faults;
import switchboard.chat.fault.ServiceClock;
import switchboard.chat.http.HttpApi;
import switchboard.chat.http.Pages;
import switchboard.chat.management.AdminToken;
import switchboard.chat.management.Connections;
import switchboard.chat.management.EventLoop;
import switchboard.chat.management.HeadLimits;
import switchboard.chat.management.ManagementServer;
import switchboard.chat.management.Program;
import switchboard.chat.management.RateLimit;
import switchboard.chat.management.UnsentBytes;
import switchboard.chat.metrics.ChatMetrics;
import switchboard.chat.metrics.ChatMetrics.CloseReason;
import switchboard.chat.metrics.ContainerMetrics;
import switchboard.chat.metrics.StoreMetrics;
import switchboard.chat.request.AddressLimits;
import switchboard.chat.request.FairQueue;
import switchboard.chat.request.Tokens;
import switchboard.chat.room.JsonFrames;
import switchboard.chat.room.Presence;
import switchboard.chat.room.Replays;
import switchboard.chat.room.Rooms;
import switchboard.chat.room.Sending;
import switchboard.chat.room.WebSocketApi;
import switchboard.chat.store.Message;
import switchboard.chat.store.MessageStore;

/** One replica: wires, starts and stops every component of the backend. */
public final class Replica {
  private static final Duration STOP_SENDS = Duration.ofSeconds(3);
  private static final Duration STOP_REQUESTS = Duration.ofSeconds(5);

  private final ChatConfig config;
  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final MessageStore store;
  private final ChatMetrics metrics;
  private final Presence presence;
  private final Rooms rooms;
  private final ManagementServer management;
  private final Tokens tokens;
  private final WebSocketApi webSockets;
  private final UnsentBytes unsent;
  private final HttpServer server;
  private final Optional<HttpServer> socketServer;
  private volatile int managementPort;
  private Runnable endRebalancing = () -> {};

  /**
   * Why it is not ready; empty when it is. A replica is ready once it has warmed up and reached the
   * store, until it stops. It stays ready while the store is away: it still answers, and all
   * replicas lack the store at once.
   */
  private volatile Supplier<Optional<String>> unready =
      () -> Optional.of("The replica is warming up.");

  /** A replica that is not started. */
  public Replica(ChatConfig config) {
    this(config, Limits.DEFAULT);
  }

  Replica(ChatConfig config, Limits limits) {
    this.config = config;
    var registry = new PrometheusRegistry();
    var clock = new ServiceClock(InstantSource.system());
    metrics = new ChatMetrics(registry, clock);
    config.cgroupRoot().ifPresent(root -> ContainerMetrics.register(registry, root));
    store = new MessageStore(vertx, config.store(), config.retention());
    StoreMetrics.register(registry, store);
    presence = new Presence(vertx, store::announce, store::renewAnnouncements);
    var addressLimits = new AddressLimits(config.perAddress(), System::nanoTime);
    // Separate queues: after a crash many members catch up at once, and pages must not wait behind
    // them.
    var pages = new FairQueue(vertx, FairQueue.Bounds.DEFAULT);
    var catchingUp = new FairQueue(vertx, FairQueue.Bounds.DEFAULT);
    var replays = new Replays(vertx, catchingUp, addressLimits);
    rooms = new Rooms(vertx, config.replicaName(), store, replays, presence, metrics, limits);
    var faults = new Faults(vertx, store, clock, Program::crash, registry);
    management =
        new ManagementServer(
            vertx,
            registry,
            () -> unready.get(),
            new AdminToken(config.adminToken()),
            config.hosts());
    faults.serve(management);
    tokens = new Tokens(vertx, config.jwtSecret(), clock);
    var rate = new RateLimit(config.messagesPerSecond(), System::nanoTime);
    var sending = new Sending(store, rate, addressLimits, config.maxRooms(), metrics, clock);
    webSockets = new WebSocketApi(vertx, tokens, rooms, sending, faults, metrics, limits, clock);
    unsent =
        new UnsentBytes(
            vertx,
            config.unsentBytes(),
            () -> metrics.closed(CloseReason.UNSENT_BUDGET),
            System::nanoTime);
    ChatMetrics.unsent(registry, unsent::total);
    var connections = new Connections(vertx, limits.request(), limits.idle());
    var http =
        new HttpApi(
            vertx,
            config,
            tokens,
            sending,
            webSockets,
            new Pages(store, pages, addressLimits),
            addressLimits,
            faults,
            metrics,
            connections,
            limits);
    server = server(limits, connections, http);
    socketServer = config.socket().map(path -> server(limits, connections, http));
  }

  private String withoutStore() {
    return "The store has not been reached yet."
        + store.tlsProblem().map(problem -> " " + problem).orElse("");
  }

  private HttpServer server(Limits limits, Connections connections, HttpApi http) {
    return vertx
        .createHttpServer(serverOptions(limits))
        .connectionHandler(
            connection -> {
              unsent.watch(connection);
              connections.opened(connection);
            })
        .invalidRequestHandler(http::refuse)
        .requestHandler(http::handle);
  }

  private static HttpServerOptions serverOptions(Limits limits) {
    return HeadLimits.DEFAULT
        .enforcedBehindGateway(new HttpServerOptions())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setReadIdleTimeout((int) limits.idle().toMillis())
        .setSendBufferSize(UnsentBytes.SEND_BUFFER_BYTES)
        .setHandle100ContinueAutomatically(true)
        // All is on one event loop; without the queue between threads a socket takes 4 KiB less.
        .setStrictThreadMode(true)
        // What comes from the gateway is HTTP/1.1; another protocol is one more to guard.
        .setHttp2ClearTextEnabled(false)
        .setMaxWebSocketFrameSize(WebSocketApi.MAX_FRAME_BYTES)
        // A session does this itself, also when not even the close frame can be written.
        .setWebSocketClosingTimeout(-1)
        // Chat messages are short: compressing each costs more memory than it saves bytes.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  /** As {@link #start(Runnable)}, without a warm-up. */
  public Future<Integer> start() {
    return start(() -> {});
  }

  /**
   * Starts. Completes with the Chat API's port when the replica is ready; waits for the store as
   * long as it takes. Call off the event loop.
   *
   * @param warmUp what to do on this thread, while the event loop waits for the store, before the
   *     replica is ready
   */
  public Future<Integer> start(Runnable warmUp) {
    var opened = EventLoop.run(loop, () -> store.open(new StoreEvents()));
    var managed =
        EventLoop.run(loop, () -> management.listen(config.managementPort(), config.host()));
    warmUp.run();
    unready = () -> Optional.of(withoutStore());
    return Future.all(opened, managed)
        .compose(both -> EventLoop.run(loop, this::listen))
        .map(
            listening -> {
              managementPort = managed.result();
              presence.start(
                  webSockets::open,
                  (room, online) -> rooms.writeToAll(room, JsonFrames.presenceFrame(online)));
              unready = Optional::empty;
              endRebalancing = new Rebalancer(webSockets, presence::socketsElsewhere).start(vertx);
              return listening.actualPort();
            });
  }

  private final class StoreEvents implements MessageStore.Listener {
    @Override
    public void message(String epoch, Message message) {
      rooms.arrived(epoch, message);
    }

    @Override
    public void announced(String text) {
      presence.onAnnouncement(text);
    }

    @Override
    public void historyReset() {
      metrics.historyReset();
      rooms.refresh();
    }

    @Override
    public void unreadableEntry() {
      metrics.unreadableEntry();
    }
  }

  private Future<HttpServer> listen() {
    return socketServer
        .map(
            server -> {
              var path = config.socket().orElseThrow();
              try {
                // A killed process leaves its socket behind.
                Files.deleteIfExists(path);
              } catch (IOException taken) {
                return Future.<HttpServer>failedFuture(taken);
              }
              return server.listen(SocketAddress.domainSocketAddress(path.toString()));
            })
        .orElse(Future.succeededFuture())
        .compose(listening -> server.listen(config.port(), config.host()));
  }

  private Future<Void> shutdown() {
    return Future.join(
            server.shutdown(STOP_REQUESTS),
            socketServer.map(each -> each.shutdown(STOP_REQUESTS)).orElse(Future.succeededFuture()))
        .mapEmpty();
  }

  /** The management port; 0 before the replica is ready. */
  public int managementPort() {
    return managementPort;
  }

  /**
   * Stops in an orderly way, within 16 s: says that it is not ready, moves its users to the other
   * replicas, answers what was sent over WebSockets and closes them as going away, accepts nothing
   * more, finishes requests in flight.
   */
  public Future<Void> stop() {
    return EventLoop.run(loop, this::stopOnLoop).eventually(vertx::close);
  }

  private Future<Void> stopOnLoop() {
    unready = () -> Optional.of("The replica is stopping.");
    endRebalancing.run();
    presence.leave();
    webSockets.endSoon();
    // First the sockets: once the server shuts down, Vert.x closes them without what is in flight
    // and with a code of its own. Requests are served until then, and finished after it.
    return Evacuation.start(vertx, webSockets, presence::othersTakeMembers)
        .compose(
            moved -> {
              presence.stop();
              return webSockets.drain().timeout(STOP_SENDS.toMillis(), TimeUnit.MILLISECONDS);
            })
        .eventually(() -> Future.join(webSockets.closeAll(), shutdown()))
        .onComplete(done -> store.close());
  }
}
