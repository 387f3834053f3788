package switchboard.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A chat server in memory that breaks the delivery promise on demand, as the real one, one hopes,
 * cannot be made to. Confined to its event loop, but for the switches.
 */
final class CrookedServer implements AutoCloseable {
  static final String REPLICA = "crooked-1";

  private static final short POLICY_VIOLATED = 1008;
  private static final short TRY_AGAIN_LATER = 1013;

  /** So many of the next deliveries are left out. */
  final AtomicInteger toLose = new AtomicInteger();

  /** So many of the next deliveries are made twice. */
  final AtomicInteger toDouble = new AtomicInteger();

  /** So many of the next deliveries are held back until after the next one on the same socket. */
  final AtomicInteger toSwap = new AtomicInteger();

  /** So many of the next messages, by either way, are stored but not acknowledged. */
  final AtomicInteger toLeaveUnacknowledged = new AtomicInteger();

  /** So many of the next HTTP requests are refused. */
  final AtomicInteger toRefuse = new AtomicInteger();

  /** So many of the next frames are taken and never looked at, as by a replica that hangs. */
  final AtomicInteger toIgnore = new AtomicInteger();

  /** So many of the next WebSocket handshakes are left without an answer. */
  final AtomicInteger toLeaveUnopened = new AtomicInteger();

  /** So many of the next sockets are opened and never welcomed. */
  final AtomicInteger toLeaveUnwelcomed = new AtomicInteger();

  /** So many of the next sockets are refused once they stand, instead of being welcomed. */
  final AtomicInteger toTurnAway = new AtomicInteger();

  /** The load tokens that came with logins. */
  final Set<String> loadTokens = ConcurrentHashMap.newKeySet();

  final AtomicInteger logins = new AtomicInteger();
  volatile int tokenSeconds = 3600;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Map<String, Room> rooms = new HashMap<>();
  private final List<Integer> closeCodes = new ArrayList<>();
  private final int port;

  private static final class Room {
    final List<JsonObject> messages = new ArrayList<>();
    final Map<String, Integer> seqById = new HashMap<>();
    final Map<ServerWebSocket, List<String>> members = new HashMap<>();
  }

  CrookedServer() {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::handle);
    port = server.listen().await().actualPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private void handle(HttpServerRequest request) {
    if (request.path().equals("/ws")) {
      if (!take(toLeaveUnopened)) {
        request.toWebSocket().onSuccess(socket -> joined(request, socket));
      }
    } else {
      request.body().onSuccess(body -> answer(request, body));
    }
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (take(toRefuse)) {
      problem(request, 503, "the store is away");
      return;
    }
    switch (request.method() + " " + request.path()) {
      case "POST /api/session" -> {
        logins.incrementAndGet();
        loadTokens.add(String.valueOf(request.getHeader("X-Load-Token")));
        String name = body.toJsonObject().getString("name");
        reply(
            request,
            201,
            new JsonObject()
                .put("token", name)
                .put("expiresAt", Instant.now().plusSeconds(tokenSeconds).toString()));
      }
      case "POST /api/messages" -> {
        JsonObject message = body.toJsonObject();
        int seq = append(message.getString("room"), message.put("from", user(request)));
        if (!take(toLeaveUnacknowledged)) {
          reply(request, 201, new JsonObject().put("seq", seq));
        }
      }
      case "GET /api/messages" ->
          reply(
              request,
              200,
              new JsonObject()
                  .put("messages", new JsonArray())
                  .put("lastSeq", room(request.getParam("room")).messages.size()));
      default -> problem(request, 404, "there is nothing here");
    }
  }

  private static String user(HttpServerRequest request) {
    return request.getHeader("Authorization").substring("Bearer ".length());
  }

  private static void reply(HttpServerRequest request, int status, JsonObject body) {
    request.response().setStatusCode(status).putHeader("X-Replica", REPLICA).end(body.toBuffer());
  }

  private static void problem(HttpServerRequest request, int status, String detail) {
    reply(request, status, new JsonObject().put("detail", detail));
  }

  private Room room(String name) {
    return rooms.computeIfAbsent(name, none -> new Room());
  }

  private void joined(HttpServerRequest request, ServerWebSocket socket) {
    String name = request.getParam("room");
    Room room = room(name);
    String user = user(request);
    if (take(toLeaveUnwelcomed)) {
      return;
    }
    if (take(toTurnAway)) {
      socket.writeTextMessage(
          new JsonObject()
              .put("type", "error")
              .put("code", "overloaded")
              .put("message", "too many")
              .encode());
      socket.close(TRY_AGAIN_LATER, "overloaded");
      return;
    }
    socket.writeTextMessage(
        new JsonObject()
            .put("type", "welcome")
            .put("lastSeq", room.messages.size())
            .put("replica", REPLICA)
            .encode());
    int after = Integer.parseInt(request.getParam("after"));
    room.messages.stream()
        .skip(after)
        .forEach(message -> socket.writeTextMessage(message.encode()));
    room.members.put(socket, new ArrayList<>());
    socket.closeHandler(
        closed -> {
          room.members.remove(socket);
          if (socket.closeStatusCode() != null) {
            closeCodes.add((int) socket.closeStatusCode());
          }
        });
    socket.textMessageHandler(text -> received(socket, name, user, new JsonObject(text)));
  }

  private void received(ServerWebSocket socket, String room, String user, JsonObject frame) {
    if (take(toIgnore)) {
      // Nor will it take part in the closing of its socket.
      socket.pause();
      return;
    }
    int seq = append(room, frame.put("from", user));
    if (!take(toLeaveUnacknowledged)) {
      socket.writeTextMessage(
          new JsonObject()
              .put("type", "ack")
              .put("id", frame.getString("id"))
              .put("seq", seq)
              .encode());
    }
  }

  private int append(String name, JsonObject sent) {
    Room room = room(name);
    Integer known = room.seqById.get(sent.getString("id"));
    if (known != null) {
      return known;
    }
    int seq = room.messages.size() + 1;
    JsonObject message =
        new JsonObject()
            .put("type", "message")
            .put("seq", seq)
            .put("id", sent.getString("id"))
            .put("from", sent.getString("from"))
            .put("text", sent.getString("text"));
    room.messages.add(message);
    room.seqById.put(sent.getString("id"), seq);
    room.members.forEach((socket, held) -> deliver(socket, held, message.encode()));
    return seq;
  }

  private void deliver(ServerWebSocket socket, List<String> held, String text) {
    if (take(toLose)) {
      return;
    }
    if (held.isEmpty() && take(toSwap)) {
      held.add(text);
      return;
    }
    socket.writeTextMessage(text);
    if (take(toDouble)) {
      socket.writeTextMessage(text);
    }
    held.forEach(socket::writeTextMessage);
    held.clear();
  }

  private static boolean take(AtomicInteger counter) {
    return counter.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  /** Breaks every socket without a closing handshake. */
  void breakSockets() {
    forEachSocket(socket -> socket.shutdown(0, TimeUnit.MILLISECONDS));
  }

  /** Ends every socket as one is ended whose token has run out. */
  void expireTokens() {
    forEachSocket(socket -> socket.close(POLICY_VIOLATED, "token expired"));
  }

  private void forEachSocket(Consumer<ServerWebSocket> action) {
    vertx.runOnContext(
        now ->
            rooms.values().stream()
                .flatMap(room -> List.copyOf(room.members.keySet()).stream())
                .forEach(action));
  }

  /** With which codes sockets were closed so far. */
  List<Integer> closeCodes() {
    return vertx.executeBlocking(() -> List.copyOf(closeCodes)).await();
  }

  /** Users per room that somebody is in, in the order of their names. */
  List<Integer> roomSizes() {
    return rooms.values().stream()
        .map(room -> room.members.size())
        .filter(size -> size > 0)
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
