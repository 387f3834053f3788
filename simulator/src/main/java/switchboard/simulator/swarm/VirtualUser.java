package switchboard.simulator.swarm;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import switchboard.simulator.books.Content;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.books.Member;
import switchboard.simulator.books.Page;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.schedule.Schedule;

/**
 * One user: logs in, reads the room's state, connects to it, and from then on sends and reads on
 * demand. After a failure or a broken socket it goes on where it was, by itself, until it leaves.
 * Confined to the event loop.
 */
final class VirtualUser {
  /** How many messages of a room a user reads at a time. */
  private static final int HISTORY = 20;

  /** The context that all users of a swarm share. */
  record Context(
      ChatServer server,
      Schedule schedule,
      Calls calls,
      DeliveryChecker books,
      Stats stats,
      MessageGenerator wording,
      MessageFrames messages,
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
  private RoomConnection connection;

  /** The socket that is opened while the present one stands; null when there is none. */
  private RoomConnection successor;

  private boolean leaving;
  private long leavingSince;
  private boolean left;

  /** Whether a socket has broken and the next one is not open yet. */
  private boolean absent;

  private int messages;
  private Schedule.Timer next;

  VirtualUser(Context world, int number, String room, int roomSize) {
    this.world = world;
    this.number = number;
    this.room = room;
    this.roomSize = roomSize;
    name = world.wording().user(number);
    login = new Login(world, name);
    sendsOverHttp = number % 2 == 0;
  }

  String name() {
    return name;
  }

  String room() {
    return room;
  }

  /** Whether the socket stands. */
  boolean isConnected() {
    return connection != null && connection.isOpen();
  }

  boolean isLeaving() {
    return leaving;
  }

  boolean hasLeft() {
    return left;
  }

  /** A socket is open. */
  void connected(long now) {
    if (!leaving) {
      world.stats().userConnected();
      endAbsence(now);
    }
  }

  /** A socket is open no more. */
  void disconnected(long now) {
    if (!leaving) {
      world.stats().userDisconnected();
      absent = !left;
      if (absent) {
        world.stats().absences().began(now);
      }
    }
  }

  private void endAbsence(long now) {
    if (absent) {
      absent = false;
      world.stats().absences().ended(now);
    }
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
    connection = newConnection(false);
    connection.open(intended);
  }

  private RoomConnection newConnection(boolean besideAnother) {
    return new RoomConnection(world, this, member, outbox, reconnect, login.token(), besideAnother);
  }

  /** The server asks for it: opens another socket, and leaves the present one for it. */
  void move() {
    if (!leaving && successor == null) {
      successor = newConnection(true);
      successor.open(System.nanoTime());
    }
  }

  /** The successor is welcomed. */
  void moved() {
    connection.retire();
    connection = successor;
    successor = null;
    world.stats().userMoved();
  }

  /** There will be no successor: the present socket stays, until the server closes it. */
  void stays(Throwable failure) {
    successor = null;
    if (failure != null && ChatServer.isUnauthorized(failure)) {
      login.refused();
    }
  }

  /** Connects again after a while. */
  void tryAgain(Throwable failure) {
    if (failure != null && ChatServer.isUnauthorized(failure)) {
      login.refused();
    }
    if (!left) {
      tryAgainAfter(reconnect.next(world.random()));
    }
  }

  /** Connects again soon: other users have not lost their sockets at the same moment. */
  void tryAgainSoon() {
    if (!left) {
      tryAgainAfter(reconnect.quick(world.random()));
    }
  }

  /** A socket has ended with its token; the next one is opened soon, with the token's successor. */
  void tokenExpired(String token) {
    if (Objects.equals(token, login.token())) {
      login.refused();
    }
    tryAgainSoon();
  }

  private void tryAgainAfter(Duration wait) {
    if (successor != null) {
      connection = successor;
      successor = null;
      connection.takeOver();
      return;
    }
    long due = System.nanoTime() + wait.toNanos();
    next = world.schedule().at(due, () -> proceed(due));
  }

  /** A message is stored. */
  void acknowledged(String id, String text, String ackEpoch, long seq) {
    world.stats().messageAcknowledged();
    world.books().acknowledged(member, ackEpoch, seq, Content.of(id, name, text));
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
    connection.transmit(sent);
  }

  private void post(long intended, String id, String text) {
    world
        .server()
        .send(world.calls().begin(Operation.POST, name, intended), login.token(), room, id, text)
        .onSuccess(receipt -> acknowledged(id, text, receipt.epoch(), receipt.seq()))
        .onFailure(this::renewIfUnauthorized);
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
    endAbsence(now);
    if (isConnected()) {
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
    endAbsence(System.nanoTime());
    login.leave();
    Future<Void> closed = connection == null ? Future.succeededFuture() : connection.leave();
    if (successor != null) {
      closed = Future.join(closed, successor.leave()).mapEmpty();
    }
    if (member != null) {
      world.books().leave(member);
    }
    if (next != null) {
      next.cancel();
    }
    outbox.all().forEach(sent -> sent.call().withdraw());
    return closed;
  }
}
