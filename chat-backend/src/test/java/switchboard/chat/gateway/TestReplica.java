package switchboard.chat.gateway;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import switchboard.chat.gateway.replicas.Address;
import switchboard.chat.gateway.replicas.Endpoint;
import switchboard.chat.management.SocketProbe;

/**
 * A small real server instead of a backend: answers every request with its name and what it was
 * sent, greets every WebSocket with its name and echoes its frames. Its address stays the same when
 * it is stopped and started.
 */
public final class TestReplica {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORTS = 100;
  private static final int FIRST_PORT =
      20_000 + (int) (ProcessHandle.current().pid() % 100) * PORTS;
  private static final AtomicInteger NEXT_PORT = new AtomicInteger();

  final String name;
  public final List<JsonObject> requests = new CopyOnWriteArrayList<>();
  final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
  private final List<Short> closeCodes = new CopyOnWriteArrayList<>();
  private final Vertx vertx;

  /** Whether it is too busy to answer, and says so as a replica does. */
  volatile boolean busy;

  /** Whether it is about to end, and lets no gateway open a WebSocket. */
  volatile boolean ending;

  private HttpServer server;
  private NetServer raw;
  private final Address address;

  public TestReplica(Vertx vertx, String name) {
    this(vertx, name, new Address(LOOPBACK, freePort()));
  }

  TestReplica(Vertx vertx, String name, Address address) {
    this.vertx = vertx;
    this.name = name;
    this.address = address;
  }

  public TestReplica start() {
    server = vertx.createHttpServer();
    server.requestHandler(
        request -> {
          if ("websocket".equalsIgnoreCase(request.getHeader("upgrade"))) {
            upgrade(request);
          } else {
            request.body().onSuccess(body -> answer(request, body));
          }
        });
    server.listen(address.socket()).await();
    return this;
  }

  /** Listens with a handler of its own: each connection gets {@code behaviour}. */
  TestReplica startRaw(Handler<NetSocket> behaviour) {
    raw = vertx.createNetServer().connectHandler(behaviour);
    raw.listen(address.socket()).await();
    return this;
  }

  /** As SIGKILL does: the port is closed and every connection is cut. */
  void kill() {
    if (server != null) {
      server.close().await();
      server = null;
    }
    if (raw != null) {
      raw.close().await();
      raw = null;
    }
    // Java lets go of a listening socket only when its selector comes round the next time.
    if (address.socket().isInetSocket()) {
      await().pollDelay(Duration.ZERO).until(() -> isFree(address.socket().port()));
    }
  }

  public Endpoint member() {
    return new Endpoint(name, address);
  }

  /** The codes with which its clients closed their WebSockets. */
  public List<Integer> closeCodes() {
    return closeCodes.stream().map(Short::intValue).toList();
  }

  /** Requests apart from the gateway's probes. */
  public List<JsonObject> served() {
    return requests.stream()
        .filter(request -> !request.getString("uri").equals("/api/replica"))
        .toList();
  }

  /**
   * Below the range that outgoing connections are given, or one of those could take the port while
   * the replica is stopped; and from a range that is this process's own, or one of the tests beside
   * it could.
   */
  private static int freePort() {
    while (true) {
      int candidate = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
      if (isFree(candidate)) {
        return candidate;
      }
    }
  }

  private static boolean isFree(int port) {
    try (var probe = new ServerSocket(port)) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private void answer(HttpServerRequest request, Buffer body) {
    var headers = new JsonObject();
    request
        .headers()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    var seen =
        new JsonObject()
            .put("replica", name)
            .put("method", request.method().name())
            .put("uri", request.uri())
            .put("headers", headers)
            .put("body", body.toString());
    requests.add(seen);
    request.response().putHeader("X-Replica", name);
    if (request.path().equals("/api/store-down")) {
      request.response().setStatusCode(503).putHeader("Retry-After", "1").end("store unavailable");
    } else if (busy) {
      request
          .response()
          .setStatusCode(503)
          .putHeader("X-Accel-Redirect", "@another")
          .end("too busy");
    } else if (request.path().equals("/api/page")) {
      request.response().end(Buffer.buffer(new byte[200_000]));
    } else if (request.path().equals("/api/long")) {
      request.response().end(Buffer.buffer(new byte[2_000_000]));
    } else {
      request.response().end(seen.toBuffer());
    }
  }

  private void upgrade(HttpServerRequest request) {
    if (ending && SocketProbe.isAsked(request)) {
      SocketProbe.refusal().send(request.response());
      return;
    }
    if ("none".equals(request.getParam("token"))) {
      request.response().setStatusCode(401).end("no token");
      return;
    }
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              sockets.add(socket);
              socket.writeTextMessage(name);
              socket.textMessageHandler(
                  text -> {
                    if (text.equals("go away")) {
                      socket.close((short) 1013, "too slow");
                    } else {
                      socket.writeTextMessage(text);
                    }
                  });
              socket.binaryMessageHandler(socket::writeBinaryMessage);
              socket.closeHandler(
                  closed -> {
                    sockets.remove(socket);
                    closeCodes.add(socket.closeStatusCode());
                  });
            });
  }
}
