package switchboard.simulator.swarm;

import io.vertx.core.Future;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.json.JsonObject;
import switchboard.simulator.books.Member;
import switchboard.simulator.schedule.Schedule;

/**
 * One connection of a user to its room: from the handshake over the welcome to the end of the
 * socket. What it receives goes to the books; its user is asked to try again when it ends. One that
 * is opened beside another counts as nothing until it is welcomed, or the other one ends. Confined
 * to the event loop.
 */
final class RoomConnection {
  private static final short NORMAL_CLOSURE = 1000;

  private final VirtualUser.Context world;
  private final VirtualUser user;
  private final Member member;
  private final Outbox outbox;
  private final Reconnect reconnect;
  private final String token;
  private final ClientWebSocket socket;

  /** The attempt to join; it ends with the welcome. */
  private Call join;

  /** The server's error before the welcome; null when there was none. */
  private String objection;

  private String replica;
  private boolean open;
  private boolean welcomed;
  private boolean over;

  /** Whether another socket of the user stands, which this one is to succeed. */
  private boolean besideAnother;

  /** The cursor with which it was opened. */
  private String cursorEpoch;

  private long cursor;
  private Overlap overlap;

  /** In which epoch the socket is, and whether the member is still in another one. */
  private String epoch;

  private boolean epochIsNew;
  private Schedule.Timer welcome;
  private final AnswerTimer answer;

  RoomConnection(
      VirtualUser.Context world,
      VirtualUser user,
      Member member,
      Outbox outbox,
      Reconnect reconnect,
      String token,
      boolean besideAnother) {
    this.world = world;
    this.user = user;
    this.member = member;
    this.outbox = outbox;
    this.reconnect = reconnect;
    this.token = token;
    this.besideAnother = besideAnother;
    socket = world.server().newSocket();
    answer =
        new AnswerTimer(
            world.schedule(),
            outbox,
            () ->
                unresponsive(
                    "no answer to a message within " + AnswerTimer.ANSWER.toMillis() + " ms"));
  }

  /** Whether the socket stands. */
  boolean isOpen() {
    return open;
  }

  void open(long intended) {
    socket.textMessageHandler(this::receive);
    socket.closeHandler(closed -> broke());
    socket.exceptionHandler(failure -> {});
    join = world.calls().begin(Operation.JOIN, user.name(), intended);
    welcome = world.schedule().after(world.server().patience(), this::notWelcomed);
    cursorEpoch = member.epoch();
    cursor = member.highest();
    overlap = new Overlap(cursor, cursor);
    world
        .server()
        .connect(join, socket, token, user.room(), cursorEpoch, cursor)
        .onSuccess(done -> opened())
        .onFailure(this::notOpened);
  }

  private void notOpened(Throwable failure) {
    if (!over) {
      end();
      tryAgain(failure);
    }
  }

  private void tryAgain(Throwable failure) {
    if (besideAnother) {
      user.stays(failure);
    } else {
      user.tryAgain(failure);
    }
  }

  /** The attempt took too long, however far it has got. */
  private void notWelcomed() {
    if (over) {
      return;
    }
    var sign = "no welcome within " + world.server().patience().toSeconds() + " s";
    join.fail(sign);
    if (open) {
      unresponsive(sign);
    } else {
      end();
      tryAgain(null);
    }
  }

  private void opened() {
    if (over) {
      // It was given up before it was open, and a late server may not close it either.
      ChatServer.abort(socket);
    } else if (user.hasLeft()) {
      end();
      close();
    } else if (socket.isClosed()) {
      // The server closed it before it was seen to be open.
      closedBeforeTheWelcome();
      end();
      tryAgainAfterClose();
    } else {
      open = true;
      ChatServer.readMessages(socket, world.messages(), this::receive);
      if (!besideAnother) {
        present();
      }
    }
  }

  /** The user is in the room by this socket, and was by none. */
  private void present() {
    long now = System.nanoTime();
    reconnect.opened(now);
    world.books().connected(member, now);
    user.connected(now);
  }

  /** The other socket has ended before this one was welcomed. */
  void takeOver() {
    besideAnother = false;
    if (open) {
      present();
    }
  }

  /** Another socket of the user is welcomed: this one is not needed any more. */
  void retire() {
    open = false;
    end();
    close();
  }

  private void broke() {
    if (!over && open) {
      if (!welcomed) {
        closedBeforeTheWelcome();
      }
      disconnected();
      tryAgainAfterClose();
    }
  }

  /**
   * A join that is refused once the socket stands has failed, unless a token has just run out. A
   * connection that breaks without a close frame, such as a killed replica's, is not a refusal.
   */
  private void closedBeforeTheWelcome() {
    var closing = CloseFrame.of(socket);
    if (closing.tokenExpired()) {
      join.withdraw();
    } else if (objection != null) {
      join.fail(objection);
    } else if (closing.isMissing()) {
      join.withdraw();
    } else {
      join.fail("closed before the welcome with " + closing.text());
    }
  }

  private void tryAgainAfterClose() {
    if (besideAnother) {
      user.stays(null);
      return;
    }
    world.stats().socketBroke();
    reconnect.broke(System.nanoTime());
    if (CloseFrame.of(socket).tokenExpired()) {
      user.tokenExpired(token);
    } else {
      user.tryAgain(null);
    }
  }

  /**
   * Drops the socket without the closing handshake, in which its peer may not take part any more.
   */
  private void unresponsive(String sign) {
    disconnected();
    ChatServer.abort(socket);
    world.stats().anomaly("WebSocket: " + sign + ", so it was given up");
    if (besideAnother) {
      user.stays(null);
      return;
    }
    world.stats().socketBroke();
    reconnect.broke(System.nanoTime());
    user.tryAgainSoon();
  }

  private void disconnected() {
    open = false;
    end();
    if (!besideAnother) {
      world.books().disconnected(member);
      user.disconnected(System.nanoTime());
    }
  }

  private void end() {
    over = true;
    welcomed = false;
    welcome.cancel();
    answer.cancel();
  }

  /** Ends the connection of a user who leaves; done when the socket, if it stands, is closed. */
  Future<Void> leave() {
    var standing = open;
    if (standing) {
      disconnected();
    }
    welcome.cancel();
    join.withdraw();
    return standing ? close() : Future.succeededFuture();
  }

  private Future<Void> close() {
    return socket.isClosed() ? Future.succeededFuture() : socket.close(NORMAL_CLOSURE);
  }

  private void receive(MessageFrames.Known message) {
    if (!over && !user.hasLeft()) {
      received(message);
    }
  }

  private void receive(String text) {
    if (over || user.hasLeft()) {
      return;
    }
    switch (Frame.parse(text)) {
      case Frame.Message message -> received(world.messages().known(message));
      case Frame.Ack ack -> acknowledged(ack);
      case Frame.Welcome frame -> welcomed(frame);
      case Frame.Refusal refusal -> refused(refusal);
      case Frame.HistoryReset reset -> reset(reset);
      case Frame.Rebalance rebalance -> user.move();
      case Frame.Other other -> {
        // Presence changes nothing here.
      }
      case Frame.Malformed malformed ->
          world
              .stats()
              .anomaly("WebSocket: a frame that is not of the chat: " + malformed.reason());
    }
  }

  private void welcomed(Frame.Welcome frame) {
    welcomed = true;
    welcome.cancel();
    replica = frame.replica();
    join.through(replica);
    join.succeed();
    if (!cursorEpoch.equals(member.epoch()) || isOutdated(frame)) {
      // The history was cut meanwhile. The next attempt has a cursor of what is left.
      outdated();
      return;
    }
    if (besideAnother) {
      besideAnother = false;
      user.moved();
      long now = System.nanoTime();
      reconnect.opened(now);
      world.books().connected(member, now);
    }
    overlap = new Overlap(cursor, member.highest());
    reconnect.welcomed(System.nanoTime()).ifPresent(world.stats()::reconnected);
    isIn(frame.epoch());
    world.books().reached(member, epoch, frame.lastSeq());
    outbox.all().forEach(this::transmit);
  }

  /** Whether its cursor says less of the epoch before than the member knows. */
  private boolean isOutdated(Frame.Welcome frame) {
    return !frame.epoch().equals(cursorEpoch) && (besideAnother || member.highest() != cursor);
  }

  private void outdated() {
    disconnected();
    close();
    if (besideAnother) {
      user.stays(null);
    } else {
      user.tryAgainSoon();
    }
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
    overlap = new Overlap(frame.after(), frame.after());
  }

  private void received(MessageFrames.Known known) {
    long seq = known.message().seq();
    if (epochIsNew) {
      world.stats().anomaly("WebSocket: epoch \"%s\" began without a reset".formatted(epoch));
      world.books().reset(member, epoch, seq - 1);
      isIn(epoch);
    }
    long leftOut = overlap.leftOutBefore(seq);
    if (leftOut > 0) {
      world
          .stats()
          .wrongPage(
              "WebSocket: "
                  + leftOut
                  + " messages before "
                  + seq
                  + " did not come again after a move");
    }
    var content = known.content();
    if (overlap.takes(seq) && world.books().repeated(member, seq, content)) {
      return;
    }
    if (world.books().delivered(member, seq, content)) {
      if (known.intended() >= 0) {
        world.stats().delivered((System.nanoTime() & Long.MAX_VALUE) - known.intended());
      }
    }
  }

  private void acknowledged(Frame.Ack ack) {
    var sent = outbox.take(ack.id());
    if (sent != null) {
      sent.call().succeed();
      user.acknowledged(sent.id(), sent.text(), ack.epoch(), ack.seq());
    }
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

  /** Sends a message of the outbox; before the welcome it waits there. */
  void transmit(Outbox.Sent sent) {
    if (!welcomed) {
      return;
    }
    var frame =
        new JsonObject().put("type", "send").put("id", sent.id()).put("text", sent.text()).encode();
    // When the write fails the socket has broken: the message goes again over the next one.
    socket.writeTextMessage(frame);
    sent.transmitted(System.nanoTime(), replica);
    answer.start();
  }
}
