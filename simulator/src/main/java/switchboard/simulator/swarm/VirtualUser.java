package switchboard.simulator.swarm;

import io.vertx.core.Future;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import switchboard.simulator.books.Books;
import switchboard.simulator.books.Content;
import switchboard.simulator.books.Member;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.schedule.Schedule;

/**
 * One user: logs in, learns where the room stands, opens the socket, and from then on sends and
 * reads when told to. After a failure or a broken socket it goes on where it was, by itself, until
 * it leaves. Confined to the event loop.
 */
final class VirtualUser {
  /** A socket that stood this long was a good one: the next break is met with a quick attempt. */
  private static final Duration STABLE = Duration.ofSeconds(5);

  private static final short NORMAL_CLOSURE = 1000;

  /** What all users of a swarm share. */
  record World(
      ChatServer server,
      Schedule schedule,
      Calls calls,
      Books books,
      Stats stats,
      Wording wording,
      RandomGenerator random) {}

  private final World world;
  private final int number;
  private final String name;
  private final String room;
  private final int roomSize;
  private final boolean sendsOverHttp;
  private final Backoff backoff = new Backoff();
  private final Outbox outbox = new Outbox();
  private String token;
  private Member member;
  private ClientWebSocket socket;
  private boolean open;
  private boolean left;
  private boolean renewing;
  private long openedAt;
  private int messages;
  private Schedule.Timer next;
  private Schedule.Timer renewal;

  VirtualUser(World world, int number, String room, int roomSize) {
    this.world = world;
    this.number = number;
    this.room = room;
    this.roomSize = roomSize;
    name = world.wording().user(number);
    sendsOverHttp = number % 2 == 0;
  }

  String room() {
    return room;
  }

  /** Whether the socket stands. */
  boolean isConnected() {
    return open;
  }

  /** Takes the next step towards being connected. */
  void proceed(long intended) {
    if (left) {
      return;
    }
    if (token == null) {
      login(intended);
    } else if (member == null) {
      learn(intended);
    } else {
      connect(intended);
    }
  }

  private void login(long intended) {
    world
        .server()
        .login(world.calls().begin("POST /api/session", intended), name)
        .onSuccess(
            session -> {
              loggedIn(session);
              proceed(System.nanoTime());
            })
        .onFailure(this::tryAgain);
  }

  private void loggedIn(ChatServer.Session session) {
    token = session.token();
    if (renewal != null) {
      renewal.cancel();
    }
    if (!left) {
      Duration valid = Duration.between(Instant.now(), session.expiresAt());
      Duration wait =
          Duration.ofMillis((long) (valid.toMillis() * world.random().nextDouble(0.6, 0.8)));
      renewal = world.schedule().after(wait, this::renew);
    }
  }

  private void renew() {
    if (left || renewing) {
      return;
    }
    renewing = true;
    world
        .server()
        .login(world.calls().begin("POST /api/session", System.nanoTime()), name)
        .onComplete(done -> renewing = false)
        .onSuccess(this::loggedIn)
        .onFailure(failure -> renewal = world.schedule().after(Duration.ofSeconds(1), this::renew));
  }

  private void learn(long intended) {
    world
        .server()
        .lastSeq(world.calls().begin("GET /api/messages", intended), token, room)
        .onSuccess(
            lastSeq -> {
              if (!left) {
                member = world.books().join(room, roomSize, lastSeq);
                connect(System.nanoTime());
              }
            })
        .onFailure(this::tryAgain);
  }

  private void connect(long intended) {
    ClientWebSocket opening = world.server().newSocket();
    socket = opening;
    opening.textMessageHandler(text -> receive(opening, text));
    opening.closeHandler(closed -> broke(opening));
    opening.exceptionHandler(failure -> {});
    world
        .server()
        .connect(world.calls().begin("GET /ws", intended), opening, token, room, member.highest())
        .onSuccess(done -> opened(opening))
        .onFailure(this::tryAgain);
  }

  private void opened(ClientWebSocket opening) {
    if (left || opening.isClosed()) {
      socket = null;
      close(opening);
      if (!left) {
        // The server closed it before it was seen to be open.
        world.stats().socketBroke();
        tryAgain(null);
      }
      return;
    }
    open = true;
    openedAt = System.nanoTime();
    world.books().connected(member, openedAt);
    world.stats().userConnected();
    outbox.all().forEach(this::transmit);
  }

  private void broke(ClientWebSocket closed) {
    if (!closed.equals(socket) || !open) {
      return;
    }
    disconnected();
    world.stats().socketBroke();
    if (System.nanoTime() - openedAt > STABLE.toNanos()) {
      backoff.reset();
    }
    tryAgain(null);
  }

  private void disconnected() {
    open = false;
    socket = null;
    world.books().disconnected(member);
    world.stats().userDisconnected();
  }

  private void tryAgain(Throwable failure) {
    if (failure != null && ChatServer.isUnauthorized(failure)) {
      token = null;
    }
    if (!left) {
      long due = System.nanoTime() + backoff.next(world.random()).toNanos();
      next = world.schedule().at(due, () -> proceed(due));
    }
  }

  private void receive(ClientWebSocket from, String text) {
    if (left || !from.equals(socket)) {
      return;
    }
    switch (Frame.parse(text)) {
      case Frame.Message message -> received(message);
      case Frame.Ack ack -> acknowledged(ack);
      case Frame.Welcome welcome -> world.books().reached(member, welcome.lastSeq());
      case Frame.Refusal refusal -> refused(refusal);
      case Frame.Other other -> {
        // Presence changes nothing here.
      }
      case Frame.Malformed malformed ->
          world.stats().oddity("WebSocket: a frame that is not of the chat: " + malformed.reason());
    }
  }

  private void received(Frame.Message message) {
    Content content = Content.of(message.id(), message.from(), message.text());
    if (world.books().delivered(member, message.seq(), content)) {
      long intended = world.wording().intended(message.id());
      if (intended >= 0) {
        world.stats().delivered((System.nanoTime() & Long.MAX_VALUE) - intended);
      }
    }
  }

  private void acknowledged(Frame.Ack ack) {
    Outbox.Sent sent = outbox.take(ack.id());
    if (sent != null) {
      sent.call().succeed();
      acknowledged(sent.id(), sent.text(), ack.seq());
    }
  }

  private void acknowledged(String id, String text, long seq) {
    world.stats().messageAcknowledged();
    world.books().acknowledged(member, seq, Content.of(id, name, text));
  }

  private void refused(Frame.Refusal refusal) {
    String reason = "refused: %s (%s)".formatted(refusal.code(), refusal.message());
    Outbox.Sent sent = refusal.id() == null ? null : outbox.take(refusal.id());
    if (sent != null) {
      sent.call().fail(reason);
    } else {
      world.stats().oddity("WebSocket: " + reason);
    }
  }

  /** Sends one message; nothing happens while the user is still joining. */
  void send(long intended) {
    if (member == null || left) {
      return;
    }
    world.stats().messageSent();
    String id = world.wording().id(number, messages, intended);
    String text = Wording.text(messages);
    messages++;
    if (sendsOverHttp) {
      post(intended, id, text);
      return;
    }
    Call call = world.calls().begin("WebSocket send", intended);
    call.onTimeout(() -> outbox.take(id));
    Outbox.Sent sent = new Outbox.Sent(id, text, call);
    outbox.add(sent);
    if (open) {
      transmit(sent);
    }
  }

  private void post(long intended, String id, String text) {
    world
        .server()
        .send(world.calls().begin("POST /api/messages", intended), token, room, id, text)
        .onSuccess(seq -> acknowledged(id, text, seq))
        .onFailure(this::renewIfUnauthorized);
  }

  private void transmit(Outbox.Sent sent) {
    String frame =
        new JsonObject().put("type", "send").put("id", sent.id()).put("text", sent.text()).encode();
    // When the write fails the socket has broken: the message goes again over the next one.
    socket.writeTextMessage(frame);
  }

  /** Reads history; nothing happens while the user is still joining. */
  void read(long intended) {
    if (member != null && !left) {
      world
          .server()
          .history(world.calls().begin("GET /api/messages", intended), token, room)
          .onFailure(this::renewIfUnauthorized);
    }
  }

  private void renewIfUnauthorized(Throwable failure) {
    if (ChatServer.isUnauthorized(failure)) {
      renew();
    }
  }

  /** Ends the user; done when the socket, if there is one, is closed. */
  Future<Void> leave() {
    left = true;
    ClientWebSocket standing = open ? socket : null;
    if (open) {
      disconnected();
    }
    if (member != null) {
      world.books().leave(member);
    }
    if (next != null) {
      next.cancel();
    }
    if (renewal != null) {
      renewal.cancel();
    }
    outbox.all().forEach(sent -> sent.call().withdraw());
    return standing == null ? Future.succeededFuture() : close(standing);
  }

  private static Future<Void> close(ClientWebSocket standing) {
    return standing.isClosed() ? Future.succeededFuture() : standing.close(NORMAL_CLOSURE);
  }
}
