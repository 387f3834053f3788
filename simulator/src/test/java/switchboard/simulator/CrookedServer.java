package switchboard.simulator;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A chat server in memory that breaks the delivery promise on demand. Confined to its event loop,
 * but for the switches.
 */
final class CrookedServer implements AutoCloseable {
  static final String REPLICA = "crooked-1";

  /** How far a wrong number is off. */
  static final int ELSEWHERE = 1000;

  private static final short POLICY_VIOLATED = 1008;
  private static final short TRY_AGAIN_LATER = 1013;

  /** How many of the next deliveries are left out. */
  final AtomicInteger toLose = new AtomicInteger();

  /** How many of the next deliveries are duplicated. */
  final AtomicInteger toDouble = new AtomicInteger();

  /** How many of the next deliveries are held back until after the next one on the same socket. */
  final AtomicInteger toSwap = new AtomicInteger();

  /** How many of the next messages, by either way, are stored but not acknowledged. */
  final AtomicInteger toLeaveUnacknowledged = new AtomicInteger();

  /** How many of the next messages are acknowledged under another number than they are stored. */
  final AtomicInteger toMisnumber = new AtomicInteger();

  /** How many of the next messages are stored, and delivered, once more under a later number. */
  final AtomicInteger toStoreAgain = new AtomicInteger();

  /** How many of the next HTTP requests are refused. */
  final AtomicInteger toRefuse = new AtomicInteger();

  /** How many of the next pages show nothing. */
  final AtomicInteger toEmpty = new AtomicInteger();

  /** How many of the next pages of more than one message are reordered. */
  final AtomicInteger toShuffle = new AtomicInteger();

  /** How many of the next pages of more than two messages lack one in the middle. */
  final AtomicInteger toGap = new AtomicInteger();

  /** How many of the next pages are from before the newest message. */
  final AtomicInteger toBeStale = new AtomicInteger();

  /** How many of the next pages of more than two messages lack the first. */
  final AtomicInteger toBeginLate = new AtomicInteger();

  /** How many of the next pages show a message that was never sent instead of the newest. */
  final AtomicInteger toFake = new AtomicInteger();

  /** How many of the next frames are taken and never read, as by a replica that hangs. */
  final AtomicInteger toIgnore = new AtomicInteger();

  /** How many of the next WebSocket handshakes are not answered. */
  final AtomicInteger toLeaveUnopened = new AtomicInteger();

  /** How many of the next sockets are opened and never welcomed. */
  final AtomicInteger toLeaveUnwelcomed = new AtomicInteger();

  /** How many of the next sockets are opened and welcomed only by {@link #welcomeThoseHeldUp}. */
  final AtomicInteger toHoldUp = new AtomicInteger();

  /** How many of the next sockets are refused once they are open, instead of being welcomed. */
  final AtomicInteger toTurnAway = new AtomicInteger();

  /** How many of the next sockets break once they are open, as those of a killed replica do. */
  final AtomicInteger toBreakUnwelcomed = new AtomicInteger();

  /** The load tokens that came with logins. */
  final Set<String> loadTokens = ConcurrentHashMap.newKeySet();

  /** The authorizations that came with reads of history. */
  private final Set<String> bearers = ConcurrentHashMap.newKeySet();

  final AtomicInteger logins = new AtomicInteger();
  volatile int tokenSeconds = 3600;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final Map<String, Room> rooms = new HashMap<>();
  private final List<Integer> closeCodes = new ArrayList<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final Map<String, Set<String>> receiversById = new HashMap<>();
  private final List<Runnable> heldUp = new ArrayList<>();
  private final int port;
  private int epochs = 1;

  private static final class Room {
    final List<JsonObject> messages = new ArrayList<>();
    final Map<String, Integer> seqById = new HashMap<>();
    final Map<ServerWebSocket, Member> members = new HashMap<>();

    /** After which number the present epoch goes on. */
    int survived;
  }

  private static final class Member {
    final String user;
    final List<JsonObject> held = new ArrayList<>();

    /** What is not later is not delivered. */
    int position;

    Member(String user, int position) {
      this.user = user;
      this.position = position;
    }
  }

  CrookedServer() {
    var server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::handle);
    port = server.listen().await().actualPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private String epoch() {
    return "e" + epochs;
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
        var name = body.toJsonObject().getString("name");
        reply(
            request,
            201,
            new JsonObject()
                .put("token", name)
                .put("expiresAt", Instant.now().plusSeconds(tokenSeconds).toString()));
      }
      case "POST /api/messages" -> {
        var message = body.toJsonObject();
        int seq = append(message.getString("room"), message.put("from", user(request)));
        if (!take(toLeaveUnacknowledged)) {
          reply(request, 201, acknowledgement(message.getString("id"), seq));
        }
      }
      case "GET /api/messages" -> {
        bearers.add(String.valueOf(request.getHeader("Authorization")));
        reply(
            request,
            200,
            page(
                room(request.getParam("room")).messages,
                Integer.parseInt(request.getParam("limit", "50"))));
      }
      default -> problem(request, 404, "there is nothing here");
    }
  }

  private JsonObject acknowledgement(String id, int seq) {
    acknowledged.add(id);
    return new JsonObject()
        .put("id", id)
        .put("epoch", epoch())
        .put("seq", take(toMisnumber) ? seq + ELSEWHERE : seq);
  }

  private JsonObject page(List<JsonObject> messages, int limit) {
    int end = messages.size();
    if (end > 0 && take(toBeStale)) {
      end--;
    }
    var newest = new ArrayList<JsonObject>(messages.subList(Math.max(0, end - limit), end));
    if (!newest.isEmpty() && take(toEmpty)) {
      newest.clear();
    }
    if (newest.size() > 1 && take(toShuffle)) {
      Collections.swap(newest, 0, 1);
    }
    if (newest.size() > 2 && take(toGap)) {
      newest.remove(1);
    }
    if (newest.size() > 2 && take(toBeginLate)) {
      newest.removeFirst();
    }
    if (!newest.isEmpty() && take(toFake)) {
      newest.add(newest.removeLast().copy().put("id", "nobody-1"));
    }
    return new JsonObject()
        .put("epoch", epoch())
        .put("messages", new JsonArray(newest))
        .put("lastSeq", end);
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
    var name = request.getParam("room");
    if (take(toLeaveUnwelcomed)) {
      return;
    }
    if (take(toHoldUp)) {
      heldUp.add(() -> welcome(request, socket, name));
      return;
    }
    if (take(toBreakUnwelcomed)) {
      abort(socket);
      return;
    }
    if (take(toTurnAway)) {
      write(
          socket,
          new JsonObject()
              .put("type", "error")
              .put("code", "overloaded")
              .put("message", "too many"));
      socket.close(TRY_AGAIN_LATER, "overloaded");
      return;
    }
    welcome(request, socket, name);
  }

  private void welcome(HttpServerRequest request, ServerWebSocket socket, String name) {
    var room = room(name);
    var user = user(request);
    write(
        socket,
        new JsonObject()
            .put("type", "welcome")
            .put("epoch", epoch())
            .put("lastSeq", room.messages.size())
            .put("replica", REPLICA));
    var cursor = request.getParam("after").split(":", 2);
    var member = new Member(user, Integer.parseInt(cursor[1]));
    if (!cursor[0].equals(epoch())) {
      reset(socket, room, member);
    }
    catchUp(socket, room, member);
    room.members.put(socket, member);
    socket.closeHandler(
        closed -> {
          room.members.remove(socket);
          if (socket.closeStatusCode() != null) {
            closeCodes.add((int) socket.closeStatusCode());
          }
        });
    socket.textMessageHandler(text -> received(socket, name, user, new JsonObject(text)));
  }

  private void reset(ServerWebSocket socket, Room room, Member member) {
    member.position = room.survived;
    member.held.clear();
    write(
        socket,
        new JsonObject()
            .put("type", "history-reset")
            .put("epoch", epoch())
            .put("after", room.survived)
            .put("lastSeq", room.messages.size()));
  }

  private void catchUp(ServerWebSocket socket, Room room, Member member) {
    room.messages.stream()
        .skip(member.position)
        .forEach(message -> deliver(socket, member, message));
  }

  private static void write(ServerWebSocket socket, JsonObject frame) {
    socket.writeTextMessage(frame.encode());
  }

  private void received(ServerWebSocket socket, String room, String user, JsonObject frame) {
    if (take(toIgnore)) {
      // Nor will it take part in the closing of its socket.
      socket.pause();
      return;
    }
    int seq = append(room, frame.put("from", user));
    if (!take(toLeaveUnacknowledged)) {
      write(socket, acknowledgement(frame.getString("id"), seq).put("type", "ack"));
    }
  }

  private int append(String name, JsonObject sent) {
    var room = room(name);
    var known = room.seqById.get(sent.getString("id"));
    if (known != null) {
      return known;
    }
    int seq = store(room, sent);
    room.seqById.put(sent.getString("id"), seq);
    if (take(toStoreAgain)) {
      store(room, sent);
    }
    return seq;
  }

  private int store(Room room, JsonObject sent) {
    int seq = room.messages.size() + 1;
    var message =
        new JsonObject()
            .put("type", "message")
            .put("seq", seq)
            .put("id", sent.getString("id"))
            .put("from", sent.getString("from"))
            .put("text", sent.getString("text"));
    room.messages.add(message);
    room.members.forEach((socket, member) -> deliver(socket, member, message));
    return seq;
  }

  /** As a replica does: what is not later than what the member has had is not for it. */
  private void deliver(ServerWebSocket socket, Member member, JsonObject message) {
    if (message.getInteger("seq") <= member.position) {
      return;
    }
    member.position = message.getInteger("seq");
    if (take(toLose)) {
      return;
    }
    if (member.held.isEmpty() && take(toSwap)) {
      member.held.add(message);
      return;
    }
    give(socket, member, message);
    if (take(toDouble)) {
      give(socket, member, message);
    }
    member.held.forEach(each -> give(socket, member, each));
    member.held.clear();
  }

  private void give(ServerWebSocket socket, Member member, JsonObject message) {
    receiversById
        .computeIfAbsent(message.getString("id"), first -> new HashSet<>())
        .add(member.user);
    write(socket, message);
  }

  private static boolean take(AtomicInteger counter) {
    return counter.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  /**
   * The store loses this many of the newest messages of each room, and the server reports it: a new
   * epoch begins, and every member is notified.
   */
  void forgetAndSaySo(int messages) {
    onLoop(
        () -> {
          cut(messages);
          epochs++;
          rooms
              .values()
              .forEach(
                  room -> {
                    room.survived = room.messages.size();
                    room.members.forEach((socket, member) -> reset(socket, room, member));
                  });
        });
  }

  /** As above, and the server does not notice: numbers are given a second time. */
  void forgetInSilence(int messages) {
    onLoop(() -> cut(messages));
  }

  private void cut(int messages) {
    for (var room : rooms.values()) {
      int left = Math.max(0, room.messages.size() - messages);
      room.messages.subList(left, room.messages.size()).clear();
      room.seqById.values().removeIf(seq -> seq > left);
    }
  }

  /** How many deliveries of acknowledged messages, of this many each, were never made. */
  long undelivered(int audience) {
    return onLoop(
        () ->
            acknowledged.stream()
                .mapToLong(id -> audience - receiversById.getOrDefault(id, Set.of()).size())
                .sum());
  }

  /** Breaks every socket without a close frame, as the end of a process does. */
  void breakSockets() {
    forEachSocket(CrookedServer::abort);
  }

  private static void abort(ServerWebSocket socket) {
    var _ = ((WebSocketInternal) socket).channelHandlerContext().close();
  }

  /** Welcomes the sockets that were held up. */
  void welcomeThoseHeldUp() {
    onLoop(
        () -> {
          heldUp.forEach(Runnable::run);
          heldUp.clear();
        });
  }

  /** Asks everybody to move. */
  void rebalance() {
    forEachSocket(
        socket ->
            write(socket, new JsonObject().put("type", "rebalance").put("closesInMillis", 10_000)));
  }

  /** Ends every socket as one is ended whose token has run out. */
  void expireTokens() {
    forEachSocket(socket -> socket.close(POLICY_VIOLATED, "token expired"));
  }

  private void forEachSocket(Consumer<ServerWebSocket> action) {
    onLoop(
        () ->
            rooms.values().stream()
                .flatMap(room -> List.copyOf(room.members.keySet()).stream())
                .forEach(action));
  }

  /** The authorizations that came with reads of history, "null" for none. */
  Set<String> bearers() {
    return Set.copyOf(bearers);
  }

  /** How many messages a room holds. */
  int stored(String room) {
    return onLoop(() -> room(room).messages.size());
  }

  /** With which codes sockets were closed so far. */
  List<Integer> closeCodes() {
    return onLoop(() -> List.copyOf(closeCodes));
  }

  /** Users per room that somebody is in, in the order of their names. */
  List<Integer> roomSizes() {
    return onLoop(
        () ->
            rooms.values().stream()
                .map(room -> room.members.size())
                .filter(size -> size > 0)
                .sorted()
                .toList());
  }

  private void onLoop(Runnable action) {
    onLoop(
        () -> {
          action.run();
          return null;
        });
  }

  private <T> T onLoop(Callable<T> action) {
    Promise<T> result = Promise.promise();
    loop.runOnContext(
        now -> {
          try {
            result.complete(action.call());
          } catch (Exception e) {
            result.fail(e);
          }
        });
    return result.future().await();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
