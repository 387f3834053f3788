package switchboard.chat.gateway.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The chat page's files and one room behind them, on a real server. It speaks as a replica does,
 * and rare events happen on a test's command: history is cut or trimmed, an acknowledgement goes
 * missing, a token ends.
 */
final class ScriptedRoom implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private final HttpServer server;
  private final List<JsonObject> messages = new ArrayList<>();
  private final Map<String, JsonObject> knownIds = new HashMap<>();
  private final Set<Client> clients = new LinkedHashSet<>();

  /** Token to name. */
  private final Map<String, String> tokens = new HashMap<>();

  private final List<String> cursors = new ArrayList<>();
  private final List<JsonObject> sent = new ArrayList<>();
  private int epochs = 1;

  /** The first seq that is kept. */
  private long first = 1;

  private long lastSeq;

  /** The seq that survived the latest cut. */
  private long survived;

  private int sessions;
  private int pages;
  private int silentHandshakes;
  private int deafSockets;
  private int lostAcknowledgements;
  private int lostCopies;
  private boolean away;
  private boolean holdsReplays;
  private boolean remembersIds = true;
  private JsonObject refusal;
  private String nameGiven;
  private boolean refusesNames;

  /** A socket and whose it is. */
  private static final class Client {
    private final ServerWebSocket socket;
    private final String name;
    private final boolean deaf;

    /** The seq after which its replay begins. */
    private final long position;

    /** Its replay is over. */
    private boolean live;

    private Client(ServerWebSocket socket, String name, long position, boolean deaf) {
      this.socket = socket;
      this.name = name;
      this.position = position;
      this.deaf = deaf;
    }

    private void write(JsonObject frame) {
      socket.writeTextMessage(frame.encode());
    }
  }

  ScriptedRoom(Vertx vertx) {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::handle)
            .listen()
            .await();
  }

  String uri(String path) {
    return "http://127.0.0.1:" + server.actualPort() + path;
  }

  /** As many of the next handshakes are left without an answer. */
  synchronized void ignoreHandshakes(int count) {
    silentHandshakes = count;
  }

  /** On as many of the next sockets nothing is read any more once a message has come. */
  synchronized void goDeaf(int count) {
    deafSockets = count;
  }

  /**
   * As many of the next messages are stored, but their socket ends without an acknowledgement or
   * the message itself.
   */
  synchronized void loseAcknowledgements(int count) {
    lostAcknowledgements = count;
  }

  /** As many of the next messages are acknowledged, and their socket ends before they come. */
  synchronized void loseCopies(int count) {
    lostCopies = count;
  }

  /** The next message is refused. */
  synchronized void refuseNext(String code, String message) {
    refusal = new JsonObject().put("type", "error").put("code", code).put("message", message);
  }

  /** Sessions get this name, whatever they ask for. */
  synchronized void giveName(String name) {
    nameGiven = name;
  }

  /** Every name is refused. */
  synchronized void refuseNames() {
    refusesNames = true;
  }

  /** Ends all sockets; until it is back, nothing is answered but with 503. */
  synchronized void goAway() {
    away = true;
    List.copyOf(clients).forEach(client -> end(client, 1001, "the replica stops"));
  }

  synchronized void comeBack() {
    away = false;
  }

  /** After the welcome nothing comes until replays are released. */
  synchronized void holdReplays() {
    holdsReplays = true;
  }

  synchronized void releaseReplays() {
    holdsReplays = false;
    clients.stream().filter(client -> !client.live).forEach(this::replay);
  }

  /** Asks everybody to move. */
  synchronized void askToMove() {
    var frame = new JsonObject().put("type", "rebalance").put("closesInMillis", 10_000);
    writeToLive(frame);
  }

  synchronized int sockets() {
    return clients.size();
  }

  /** Another user sends a message; returns its seq. */
  synchronized long say(String from, String text) {
    return store(String.format(Locale.ROOT, "id-%d-%d", epochs, lastSeq + 1), from, text);
  }

  /** Ids are known for ten minutes; from now on those have always passed. */
  synchronized void rememberNoIds() {
    remembersIds = false;
    knownIds.clear();
  }

  /** No longer keeps what came before a seq. */
  synchronized void trim(long firstKept) {
    first = firstKept;
    messages.removeIf(message -> message.getLong("seq") < firstKept);
  }

  /** The store loses what came after a seq, and with it the ids; open sockets are notified. */
  synchronized void cut(long after) {
    cutUntold(after);
    writeToLive(reset());
  }

  /** As above, but open sockets are not notified yet. */
  synchronized void cutUntold(long after) {
    epochs++;
    survived = after;
    lastSeq = after;
    messages.removeIf(message -> message.getLong("seq") > after);
    knownIds.clear();
  }

  /** The store loses what came after a seq and does not know it: the epoch stays. */
  synchronized void cutUnnoticed(long after) {
    lastSeq = after;
    messages.removeIf(message -> message.getLong("seq") > after);
    knownIds.clear();
  }

  /** Tokens end, and the sockets that were opened with them. */
  synchronized void expireTokens() {
    tokens.clear();
    List.copyOf(clients).forEach(client -> end(client, 1008, "token expired"));
  }

  /** Tokens expire, and sockets are notified of it by a frame only. */
  synchronized void refuseTokens() {
    tokens.clear();
    refuseNext("unauthorized", "The token has expired.");
  }

  /** Sends a live socket the messages that its replica could not read in time. */
  synchronized void tellTrimmed(long from, long to) {
    lastSeq = to;
    first = to + 1;
    writeToLive(trimmed(from, to));
  }

  /** The cursor of each handshake so far. */
  synchronized List<String> cursors() {
    return List.copyOf(cursors);
  }

  /** The messages that clients have sent so far, stored or not. */
  synchronized List<String> sentTexts() {
    return sent.stream().map(message -> message.getString("text")).toList();
  }

  synchronized List<String> sentIds() {
    return sent.stream().map(message -> message.getString("id")).toList();
  }

  synchronized List<String> storedTexts() {
    return messages.stream().map(message -> message.getString("text")).toList();
  }

  synchronized int sessions() {
    return sessions;
  }

  /** How many pages of messages were asked for so far. */
  synchronized int pages() {
    return pages;
  }

  private String epoch() {
    return "e" + epochs;
  }

  private synchronized void handle(HttpServerRequest request) {
    var path = request.path();
    if (away && (path.equals("/ws") || path.startsWith("/api/"))) {
      request.response().setStatusCode(503).end();
      return;
    }
    switch (path) {
      case "/ws" -> handshake(request);
      case "/api/session" -> request.body().onSuccess(body -> session(request, body));
      case "/api/messages" -> page(request);
      default -> file(request);
    }
  }

  private synchronized void session(HttpServerRequest request, Buffer body) {
    if (refusesNames) {
      request.response().setStatusCode(400);
      answer(request, new JsonObject().put("status", 400).put("code", "malformed"));
      return;
    }
    var token = "token-" + ++sessions;
    var name = nameGiven == null ? new JsonObject(body).getString("name") : nameGiven;
    tokens.put(token, name);
    answer(
        request,
        new JsonObject()
            .put("token", token)
            .put("expiresAt", Instant.now().plusSeconds(3600).toString())
            .put("name", name));
  }

  private void page(HttpServerRequest request) {
    pages++;
    var token = request.getHeader("Authorization");
    if (token == null || !tokens.containsKey(token.substring("Bearer ".length()))) {
      request.response().setStatusCode(401).end();
      return;
    }
    int limit = Integer.parseInt(request.getParam("limit"));
    var after = request.getParam("after");
    List<JsonObject> found;
    if (after == null) {
      found = messages.subList(Math.max(0, messages.size() - limit), messages.size());
    } else {
      long seq = isPresent(after) ? seqOf(after) : survived;
      found =
          messages.stream().filter(message -> message.getLong("seq") > seq).limit(limit).toList();
    }
    answer(
        request,
        new JsonObject()
            .put("room", "lobby")
            .put("epoch", epoch())
            .put("messages", new JsonArray(List.copyOf(found)))
            .put("lastSeq", lastSeq));
  }

  /** A plain seq is of the present epoch, whichever that is. */
  private boolean isPresent(String cursor) {
    return !cursor.contains(":") || cursor.startsWith(epoch() + ":");
  }

  private static long seqOf(String cursor) {
    return Long.parseLong(cursor.substring(cursor.indexOf(':') + 1));
  }

  private void handshake(HttpServerRequest request) {
    var cursor = request.getParam("after");
    var name = tokens.get(request.getParam("token"));
    cursors.add(cursor);
    if (silentHandshakes > 0) {
      silentHandshakes--;
    } else if (name == null) {
      request.response().setStatusCode(401).end();
    } else {
      request.toWebSocket().onSuccess(socket -> join(socket, name, cursor));
    }
  }

  private synchronized void join(ServerWebSocket socket, String name, String cursor) {
    var same = isPresent(cursor);
    long position = same ? Math.min(seqOf(cursor), lastSeq) : survived;
    var client = new Client(socket, name, position, deafSockets > 0);
    deafSockets = Math.max(0, deafSockets - 1);
    clients.add(client);
    socket.closeHandler(closed -> left(client));
    socket.textMessageHandler(text -> received(client, new JsonObject(text)));
    client.write(
        new JsonObject()
            .put("type", "welcome")
            .put("room", "lobby")
            .put("epoch", epoch())
            .put("lastSeq", lastSeq)
            .put("replica", "backend-1"));
    if (!same || position < seqOf(cursor)) {
      client.write(reset().put("after", position));
    }
    if (!holdsReplays) {
      replay(client);
    }
  }

  private void replay(Client client) {
    if (client.position + 1 < first && client.position < lastSeq) {
      client.write(trimmed(client.position + 1, first - 1));
    }
    for (var message : messages) {
      if (message.getLong("seq") > client.position) {
        client.write(message.copy().put("type", "message"));
      }
    }
    client.live = true;
  }

  private synchronized void left(Client client) {
    clients.remove(client);
  }

  /** Ends a socket; nothing else is written to it. */
  private void end(Client client, int code, String reason) {
    clients.remove(client);
    client.socket.close((short) code, reason);
  }

  private synchronized void received(Client client, JsonObject message) {
    var id = message.getString("id");
    var known = knownIds.get(id);
    sent.add(message);
    if (client.deaf) {
      // Not even its closing is answered.
      client.socket.pause();
    } else if (refusal != null) {
      client.write(refusal.put("id", id));
      refusal = null;
    } else if (known != null) {
      client.write(acknowledgement(id, known.getLong("seq")).put("duplicate", true));
    } else if (lostAcknowledgements > 0) {
      lostAcknowledgements--;
      end(client, 1001, "the replica stops");
      store(id, client.name, message.getString("text"));
    } else if (lostCopies > 0) {
      lostCopies--;
      client.write(acknowledgement(id, lastSeq + 1));
      end(client, 1001, "the replica stops");
      store(id, client.name, message.getString("text"));
    } else {
      client.write(acknowledgement(id, store(id, client.name, message.getString("text"))));
    }
  }

  private long store(String id, String from, String text) {
    long seq = ++lastSeq;
    var message =
        new JsonObject()
            .put("seq", seq)
            .put("id", id)
            .put("from", from)
            .put("text", text)
            .put("at", Instant.now().toString());
    messages.add(message);
    if (remembersIds) {
      knownIds.put(id, message);
    }
    writeToLive(message.copy().put("type", "message"));
    return seq;
  }

  private JsonObject acknowledgement(String id, long seq) {
    return new JsonObject().put("type", "ack").put("id", id).put("seq", seq).put("epoch", epoch());
  }

  private JsonObject reset() {
    return new JsonObject()
        .put("type", "history-reset")
        .put("room", "lobby")
        .put("epoch", epoch())
        .put("after", survived)
        .put("lastSeq", lastSeq);
  }

  private static JsonObject trimmed(long from, long to) {
    return new JsonObject()
        .put("type", "history-trimmed")
        .put("room", "lobby")
        .put("first", from)
        .put("last", to);
  }

  private void writeToLive(JsonObject frame) {
    clients.stream().filter(client -> client.live).forEach(client -> client.write(frame));
  }

  private static void answer(HttpServerRequest request, JsonObject body) {
    request.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }

  private static void file(HttpServerRequest request) {
    var name = request.path().equals("/") ? "index.html" : request.path().substring(1);
    try (var file = WebPage.class.getResourceAsStream(name)) {
      if (file == null) {
        request.response().setStatusCode(404).end();
        return;
      }
      var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      request.response().putHeader("Content-Type", type).end(Buffer.buffer(file.readAllBytes()));
    } catch (IOException e) {
      request.response().setStatusCode(500).end();
    }
  }

  @Override
  public void close() {
    server.close().await();
  }
}
