package switchboard.chat;

import io.netty.channel.ChannelFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.fault.Faults;
import switchboard.chat.management.Problem;
import switchboard.chat.management.Refusal;
import switchboard.chat.store.Message;

/** One user's WebSocket in one room. */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  static final short POLICY_VIOLATED = 1008;
  static final short TRY_AGAIN_LATER = 1013;
  private static final int MOST_UNSENT_BYTES = 256 * 1024;
  private static final long PING_MILLIS = 30_000;
  private static final long CLOSE_MILLIS = 1_500;
  private static final int MOST_BAD_FRAMES = 20;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final String user;
  private final String room;
  private final Sending sending;
  private final Faults faults;
  private final InFlight sends;
  private long position;
  private Future<Void> lastWrite = Future.succeededFuture();
  private int badFrames;
  private boolean closing;
  private boolean waiting;
  private final Promise<Void> closed = Promise.promise();
  private long patience = -1;

  Session(
      Vertx vertx,
      ServerWebSocket socket,
      String user,
      String room,
      Sending sending,
      Faults faults,
      InFlight sends) {
    this.vertx = vertx;
    this.socket = socket;
    this.user = user;
    this.room = room;
    this.sending = sending;
    this.faults = faults;
    this.sends = sends;
  }

  /**
   * Joins the room; only then reads what the client sends, so that the welcome comes before
   * everything else.
   */
  void start(Rooms rooms, OptionalLong after, Runnable left) {
    socket.pause();
    socket.setWriteQueueMaxSize(MOST_UNSENT_BYTES);
    socket.textMessageHandler(this::receive);
    socket.binaryMessageHandler(
        bytes -> complain("malformed", "Expected a text frame, found a binary one.", null));
    long ping = vertx.setPeriodic(PING_MILLIS, timer -> socket.writePing(Buffer.buffer()));
    // A broken connection is followed by the close handler, which does all there is to do.
    socket.exceptionHandler(failure -> log.debug("The socket of {} broke", user, failure));
    socket.closeHandler(
        end -> {
          closing = true;
          vertx.cancelTimer(ping);
          vertx.cancelTimer(patience);
          rooms.leave(room, this);
          left.run();
          closed.complete();
        });
    rooms.join(room, this, after);
  }

  /** The seq of the last message that was written; what is not later is not written again. */
  long position() {
    return position;
  }

  void setPosition(long position) {
    this.position = position;
  }

  boolean isOpen() {
    return !closing && !socket.isClosed();
  }

  /** Writes a frame; closes the socket instead when its client does not keep up. */
  void write(String frame) {
    if (!isOpen()) {
      return;
    }
    if (socket.writeQueueFull()) {
      close(TRY_AGAIN_LATER, "too slow");
    } else {
      lastWrite = socket.writeTextMessage(frame);
    }
  }

  /** Writes a message that the client has not got yet; says whether it did. */
  boolean deliver(Message message, String frame) {
    if (message.seq() <= position || !isOpen()) {
      return false;
    }
    position = message.seq();
    write(frame);
    return true;
  }

  /**
   * Calls back once everything written so far has left this process; never if the socket breaks.
   */
  void whenWritten(Runnable next) {
    lastWrite.onSuccess(written -> next.run());
  }

  void stopReading() {
    socket.pause();
  }

  /**
   * Closes the socket; breaks the connection when the client does not take the close frame in time.
   * Completes when it is closed.
   */
  Future<Void> close(short code, String reason) {
    if (!closing) {
      closing = true;
      // The client's half of the closing handshake has to be read.
      socket.resume();
      patience = vertx.setTimer(CLOSE_MILLIS, timer -> breakConnection());
      if (socket.writeQueueFull()) {
        socket.drainHandler(drained -> socket.close(code, reason));
      } else {
        socket.close(code, reason);
      }
    }
    return closed.future();
  }

  /** The room has taken the session in: its client may send. */
  void joined() {
    socket.resume();
  }

  /**
   * The room cannot take the session in yet. Says so once, and has what the client sends answered
   * all the same.
   */
  void keepWaiting(String reason) {
    if (!waiting) {
      waiting = true;
      write(
          Documents.errorFrame(
              "store-unavailable", reason + " The welcome comes when the store is back.", null));
      socket.resume();
    }
  }

  /** Ends a session that cannot go on, saying why. */
  void refuse(String code, String message, short closeCode) {
    write(Documents.errorFrame(code, message, null));
    close(closeCode, code);
  }

  /**
   * Vert.x closes a connection only after its close frame is written, which a client that does not
   * read prevents.
   */
  private void breakConnection() {
    if (socket instanceof WebSocketInternal internal) {
      ChannelFuture _ = internal.channelHandlerContext().close();
    }
  }

  private void receive(String text) {
    if (closing) {
      return;
    }
    JsonObject frame;
    try {
      frame = new JsonObject(text);
    } catch (DecodeException | ClassCastException malformed) {
      complain("malformed", "The frame is not a JSON object.", null);
      return;
    }
    if (!"send".equals(frame.getValue("type"))) {
      complain("malformed", "Expected a frame of type \"send\".", null);
    } else if (frame.getValue("id") instanceof String id
        && frame.getValue("text") instanceof String message) {
      afterDelay(() -> send(id, message));
    } else {
      complain("malformed", "A frame of type \"send\" has the texts \"id\" and \"text\".", null);
    }
  }

  private void afterDelay(Runnable action) {
    if (faults.delay().isZero()) {
      action.run();
    } else {
      vertx.setTimer(faults.delay().toMillis(), waited -> action.run());
    }
  }

  private void send(String id, String text) {
    if (faults.strikes()) {
      write(
          Documents.errorFrame(
              "injected-fault", "Refused by a fault that an operator started.", id));
      return;
    }
    sends.began();
    sending
        .send(user, room, id, text)
        .onSuccess(appended -> write(Documents.ackFrame(id, appended.seq())))
        .onFailure(failure -> write(error(failure, id)))
        .onComplete(done -> sends.ended());
  }

  private void complain(String code, String message, String id) {
    write(Documents.errorFrame(code, message, id));
    if (++badFrames > MOST_BAD_FRAMES) {
      close(POLICY_VIOLATED, "too many malformed frames");
    }
  }

  private static String error(Throwable failure, String id) {
    Problem problem =
        failure instanceof Refusal refusal
            ? refusal.problem()
            : Problem.of(500, "The replica failed; its log says why.");
    String code =
        switch (problem.status()) {
          case 400 -> "malformed";
          case 413 -> "text-too-long";
          case 429 -> "too-fast";
          case 503 -> "store-unavailable";
          case 507 -> "store-full";
          default -> "failed";
        };
    return Documents.errorFrame(code, problem.detail(), id);
  }
}
