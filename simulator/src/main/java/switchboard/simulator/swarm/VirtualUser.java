package switchboard.simulator.swarm;

import io.vertx.core.Future;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import switchboard.simulator.books.Content;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.books.Member;
import switchboard.simulator.books.Page;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.schedule.Schedule;

/**
 * One user: logs in, reads the room's state, opens the socket, and from then on sends and reads on
 * demand. After a failure or a broken socket it goes on where it was, by itself, until it leaves.
 * Confined to the event loop.
 */
final class VirtualUser {
  /**
   * Every replica answers a "send" within 1.5 s, if only to say that it cannot. If nothing comes
   * for this long, the replica, or something on the way to it, hangs.
   */
  static final Duration ANSWER = Duration.ofMillis(2500);

  /** When this process itself is this late, answers may wait for it unread. */
  private static final Duration LATE = Duration.ofMillis(250);

  /** How many messages of a room a user reads at a time. */
  private static final int HISTORY = 20;

  private static final short NORMAL_CLOSURE = 1000;

  /** That there was no close frame. */
  private static final short ABNORMAL_CLOSURE = 1006;

  private static final short POLICY_VIOLATED = 1008;
  private static final String TOKEN_EXPIRED = "token expired";

  /** The context that all users of a swarm share. */
  record Context(
      ChatServer server,
      Schedule schedule,
      Calls calls,
      DeliveryChecker books,
      Stats stats,
      MessageGenerator wording,
      RandomGenerator random) {}

  private final Context world;
  private final int number;
  private final String name;
  private final String room;
  private final int roomSize;
  private final boolean sendsOverHttp;
  private final Login login;
  private final Reconnect reconnect = new Reconnect();
  private final Outbox outbox = new Outbox();
  private Member member;
  private ClientWebSocket socket;

  /** The attempt to join that the socket is for; it ends with the welcome. */
  private Call join;

  /** The server's error before the welcome; null when there was none. */
  private String objection;

  /** The token with which the socket was opened. */
  private String tokenInUse;

  private String replica;
  private boolean open;
  private boolean welcomed;

  /** In which epoch the socket is, and whether the member is still in another one. */
  private String epoch;

  private boolean epochIsNew;
  private boolean leaving;
  private long leavingSince;
  private boolean left;
  private int messages;
  private Schedule.Timer next;
  private Schedule.Timer welcome;
  private Schedule.Timer answer;

  VirtualUser(Context world, int number, String room, int roomSize) {
    this.world = world;
    this.number = number;
    this.room = room;
    this.roomSize = roomSize;
    name = world.wording().user(number);
    login = new Login(world, name);
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
    if (login.token() == null) {
      login.begin(intended).onSuccess(done -> proceed(System.nanoTime())).onFailure(this::tryAgain);
    } else if (member == null) {
      learn(intended);
    } else {
      connect(intended);
    }
  }

  private void learn(long intended) {
    readPage(intended, 1)
        .onSuccess(
            page -> {
              if (!left) {
                member = world.books().join(room, roomSize, page.epoch(), page.lastSeq());
                connect(System.nanoTime());
              }
            })
        .onFailure(this::tryAgain);
  }

  /** Reads the newest messages of the room, and has the answer judged. */
  private Future<Page> readPage(long intended, int limit) {
    var asked = world.books().reading(room);
    return world
        .server()
        .newest(world.calls().begin(Operation.READ, name, intended), login.token(), room, limit)
        .onSuccess(
            page -> {
              var wrong = world.books().read(asked, page, limit);
              if (wrong != null) {
                world.stats().wrongPage("GET /api/messages of %s: %s".formatted(room, wrong));
              }
            });
  }

  private void connect(long intended) {
    var opening = world.server().newSocket();
    socket = opening;
    opening.textMessageHandler(text -> receive(opening, text));
    opening.closeHandler(closed -> broke(opening));
    opening.exceptionHandler(failure -> {});
    var call = world.calls().begin(Operation.JOIN, name, intended);
    join = call;
    objection = null;
    tokenInUse = login.token();
    welcome = world.schedule().after(world.server().patience(), () -> notWelcomed(opening, call));
    world
        .server()
        .connect(call, opening, tokenInUse, room, member.epoch(), member.highest())
        .onSuccess(done -> opened(opening))
        .onFailure(failure -> notOpened(opening, failure));
  }

  private void notOpened(ClientWebSocket opening, Throwable failure) {
    if (opening.equals(socket)) {
      abandoned();
      tryAgain(failure);
    }
  }

  private String noWelcome() {
    return "no welcome within " + world.server().patience().toSeconds() + " s";
  }

  /** The attempt took too long, however far it has got. */
  private void notWelcomed(ClientWebSocket opening, Call call) {
    if (!opening.equals(socket)) {
      return;
    }
    call.fail(noWelcome());
    if (open) {
      unresponsive(noWelcome());
    } else {
      abandoned();
      tryAgain(null);
    }
  }

  private void opened(ClientWebSocket opening) {
    if (!opening.equals(socket)) {
      // It was given up before it was open, and a late server may not close it either.
      ChatServer.abort(opening);
    } else if (left) {
      abandoned();
      close(opening);
    } else if (opening.isClosed()) {
      // The server closed it before it was seen to be open.
      closedBeforeTheWelcome(opening);
      abandoned();
      world.stats().socketBroke();
      reconnect.broke(System.nanoTime());
      tryAgainAfterClose(opening);
    } else {
      open = true;
      long now = System.nanoTime();
      reconnect.opened(now);
      world.books().connected(member, now);
      if (!leaving) {
        world.stats().userConnected();
      }
    }
  }

  private void welcomed(Frame.Welcome frame) {
    welcomed = true;
    welcome.cancel();
    replica = frame.replica();
    join.through(replica);
    join.succeed();
    reconnect.welcomed(System.nanoTime()).ifPresent(world.stats()::reconnected);
    isIn(frame.epoch());
    world.books().reached(member, epoch, frame.lastSeq());
    outbox.all().forEach(this::transmit);
  }

  private void isIn(String socketEpoch) {
    epoch = socketEpoch;
    epochIsNew = !socketEpoch.equals(member.epoch());
  }

  private void reset(Frame.HistoryReset frame) {
    world.stats().historyReset();
    world.books().reset(member, frame.epoch(), frame.after());
    world.books().reached(member, frame.epoch(), frame.lastSeq());
    isIn(frame.epoch());
  }

  private void broke(ClientWebSocket closed) {
    if (closed.equals(socket) && open) {
      if (!welcomed) {
        closedBeforeTheWelcome(closed);
      }
      disconnected();
      world.stats().socketBroke();
      reconnect.broke(System.nanoTime());
      tryAgainAfterClose(closed);
    }
  }

  /**
   * A join that is refused once the socket stands has failed, unless a token has just run out. A
   * connection that breaks without a close frame, such as a killed replica's, is not a refusal.
   */
  private void closedBeforeTheWelcome(ClientWebSocket closed) {
    if (tokenExpired(closed)) {
      join.withdraw();
    } else if (objection != null) {
      join.fail(objection);
    } else if (brokeOff(closed)) {
      join.withdraw();
    } else {
      var reason = closed.closeReason();
      join.fail(
          String.format(
              Locale.ROOT,
              "closed before the welcome with code %d%s",
              closed.closeStatusCode(),
              reason == null || reason.isEmpty() ? "" : " (" + reason + ")"));
    }
  }

  private static boolean brokeOff(ClientWebSocket closed) {
    var code = closed.closeStatusCode();
    return code == null || code == ABNORMAL_CLOSURE;
  }

  private static boolean tokenExpired(ClientWebSocket closed) {
    var code = closed.closeStatusCode();
    return code != null && code == POLICY_VIOLATED && TOKEN_EXPIRED.equals(closed.closeReason());
  }

  /** A socket ends with its token; the next one is opened at once with the token's successor. */
  private void tryAgainAfterClose(ClientWebSocket closed) {
    if (!tokenExpired(closed)) {
      tryAgain(null);
      return;
    }
    if (Objects.equals(tokenInUse, login.token())) {
      login.refused();
    }
    if (!left) {
      tryAgainAfter(reconnect.quick(world.random()));
    }
  }

  /**
   * Drops the socket without the closing handshake, in which its peer may not take part any more.
   */
  private void unresponsive(String sign) {
    var hanging = socket;
    disconnected();
    ChatServer.abort(hanging);
    world.stats().socketBroke();
    world.stats().anomaly("WebSocket: " + sign + ", so it was given up");
    reconnect.broke(System.nanoTime());
    tryAgainAfter(reconnect.quick(world.random()));
  }

  private void disconnected() {
    open = false;
    abandoned();
    world.books().disconnected(member);
    if (!leaving) {
      world.stats().userDisconnected();
    }
  }

  private void abandoned() {
    socket = null;
    welcomed = false;
    welcome.cancel();
    if (answer != null) {
      answer.cancel();
      answer = null;
    }
  }

  private void tryAgain(Throwable failure) {
    if (failure != null && ChatServer.isUnauthorized(failure)) {
      login.refused();
    }
    if (!left) {
      tryAgainAfter(reconnect.next(world.random()));
    }
  }

  private void tryAgainAfter(Duration wait) {
    long due = System.nanoTime() + wait.toNanos();
    next = world.schedule().at(due, () -> proceed(due));
  }

  private void receive(ClientWebSocket from, String text) {
    if (left || !from.equals(socket)) {
      return;
    }
    switch (Frame.parse(text)) {
      case Frame.Message message -> received(message);
      case Frame.Ack ack -> acknowledged(ack);
      case Frame.Welcome frame -> welcomed(frame);
      case Frame.Refusal refusal -> refused(refusal);
      case Frame.HistoryReset reset -> reset(reset);
      case Frame.Other other -> {
        // Presence changes nothing here.
      }
      case Frame.Malformed malformed ->
          world
              .stats()
              .anomaly("WebSocket: a frame that is not of the chat: " + malformed.reason());
    }
  }

  private void received(Frame.Message message) {
    if (epochIsNew) {
      world.stats().anomaly("WebSocket: epoch \"%s\" began without a reset".formatted(epoch));
      world.books().reset(member, epoch, message.seq() - 1);
      isIn(epoch);
    }
    var content = Content.of(message.id(), message.from(), message.text());
    if (world.books().delivered(member, message.seq(), content)) {
      long intended = world.wording().intended(message.id());
      if (intended >= 0) {
        world.stats().delivered((System.nanoTime() & Long.MAX_VALUE) - intended);
      }
    }
  }

  private void acknowledged(Frame.Ack ack) {
    var sent = outbox.take(ack.id());
    if (sent != null) {
      sent.call().succeed();
      acknowledged(sent.id(), sent.text(), ack.epoch(), ack.seq());
    }
  }

  private void acknowledged(String id, String text, String ackEpoch, long seq) {
    world.stats().messageAcknowledged();
    world.books().acknowledged(member, ackEpoch, seq, Content.of(id, name, text));
  }

  private void refused(Frame.Refusal refusal) {
    var reason = "refused: %s (%s)".formatted(refusal.code(), refusal.message());
    var sent = refusal.id() == null ? null : outbox.take(refusal.id());
    if (sent != null) {
      sent.call().fail(reason);
    } else {
      if (!welcomed) {
        objection = reason;
      }
      world.stats().anomaly("WebSocket: " + reason);
    }
  }

  /** Sends one message; nothing happens while the user is still joining. */
  void send(long intended) {
    if (member == null
        || leaving
        || left
        || !world.calls().admit(sendsOverHttp ? Operation.POST : Operation.SEND, name)) {
      return;
    }
    world.stats().messageSent();
    var id = world.wording().id(number, messages, intended);
    var text = MessageGenerator.text(messages);
    messages++;
    if (sendsOverHttp) {
      post(intended, id, text);
      return;
    }
    var call = world.calls().begin(Operation.SEND, name, intended);
    call.attempts(0);
    call.onTimeout(() -> outbox.take(id));
    var sent = new Outbox.Sent(id, text, call);
    outbox.add(sent);
    if (welcomed) {
      transmit(sent);
    }
  }

  private void post(long intended, String id, String text) {
    world
        .server()
        .send(world.calls().begin(Operation.POST, name, intended), login.token(), room, id, text)
        .onSuccess(receipt -> acknowledged(id, text, receipt.epoch(), receipt.seq()))
        .onFailure(this::renewIfUnauthorized);
  }

  private void transmit(Outbox.Sent sent) {
    var frame =
        new JsonObject().put("type", "send").put("id", sent.id()).put("text", sent.text()).encode();
    // When the write fails the socket has broken: the message goes again over the next one.
    socket.writeTextMessage(frame);
    sent.transmitted(System.nanoTime(), replica);
    awaitAnswer();
  }

  /** One timer a user, for the oldest message without an answer: most often there is none left. */
  private void awaitAnswer() {
    var oldest = outbox.oldest();
    if (answer == null && oldest != null) {
      long due = oldest.transmittedAt() + ANSWER.toNanos();
      answer = world.schedule().at(due, () -> lookForAnswer(due));
    }
  }

  private void lookForAnswer(long due) {
    answer = null;
    var oldest = outbox.oldest();
    long now = System.nanoTime();
    if (oldest == null || now - oldest.transmittedAt() < ANSWER.toNanos()) {
      awaitAnswer();
    } else if (now - due > LATE.toNanos()) {
      long later = now + LATE.toNanos();
      answer = world.schedule().at(later, () -> lookForAnswer(later));
    } else {
      unresponsive("no answer to a message within " + ANSWER.toMillis() + " ms");
    }
  }

  /** Reads history; nothing happens while the user is still joining. */
  void read(long intended) {
    if (member != null && !left && world.calls().admit(Operation.READ, name)) {
      readPage(intended, HISTORY).onFailure(this::renewIfUnauthorized);
    }
  }

  private void renewIfUnauthorized(Throwable failure) {
    if (ChatServer.isUnauthorized(failure)) {
      login.renew();
    }
  }

  /** Makes the user leave: it neither sends nor reads any more, and waits for what it is owed. */
  void startLeaving(long now) {
    leaving = true;
    leavingSince = now;
    if (open) {
      world.stats().userDisconnected();
    }
    if (member != null) {
      world.books().leaving(member);
    }
  }

  /** Whether a leaving user has waited long enough; what is still owed to it then is given up. */
  boolean isReadyToLeave(long now) {
    if (member == null) {
      return true;
    }
    if (now - leavingSince >= Settlement.LIMIT.toNanos()) {
      world.books().giveUp(member, now);
      return true;
    }
    return outbox.isEmpty() && world.books().pending(member) == 0;
  }

  /**
   * Ends the user at once, whatever it is still owed; done when the socket, if there is one, is
   * closed.
   */
  Future<Void> leave() {
    left = true;
    login.leave();
    var standing = open ? socket : null;
    if (open) {
      disconnected();
    }
    if (member != null) {
      world.books().leave(member);
    }
    if (next != null) {
      next.cancel();
    }
    if (welcome != null) {
      welcome.cancel();
      join.withdraw();
    }
    outbox.all().forEach(sent -> sent.call().withdraw());
    return standing == null ? Future.succeededFuture() : close(standing);
  }

  private static Future<Void> close(ClientWebSocket standing) {
    return standing.isClosed() ? Future.succeededFuture() : standing.close(NORMAL_CLOSURE);
  }
}
