package switchboard.chat.room;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.config.Limits;
import switchboard.chat.fault.Faults;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.UnsentBytes;
import switchboard.chat.metrics.ChatMetrics;
import switchboard.chat.metrics.ChatMetrics.CloseReason;
import switchboard.chat.request.Caller;
import switchboard.chat.request.Cursor;
import switchboard.chat.store.Message;
import switchboard.chat.store.connection.Overloaded;

/** One user's WebSocket in one room. */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  static final short POLICY_VIOLATED = 1008;
  static final short SERVICE_RESTART = 1012;
  static final short TRY_AGAIN_LATER = 1013;
  private static final int MAX_UNSENT_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Caller caller;
  private final String room;
  private final ChatMetrics metrics;
  private final Limits limits;
  private final ClientMessages messages;
  private String epoch = "";
  private long position;
  private final ReplayLength replayLength = new ReplayLength();
  private Future<Void> lastWrite = Future.succeededFuture();

  /** Where bytes are written that bypass Vert.x; null when they cannot. */
  private ChannelHandlerContext bytes;

  private Channel channel;
  private boolean closing;
  private boolean waiting;
  private boolean welcomed;
  private boolean moving;
  private long moveTimer = -1;
  private final Promise<Void> closed = Promise.promise();
  private long closeTimer = -1;

  Session(
      Vertx vertx,
      ServerWebSocket socket,
      Caller caller,
      String room,
      Sending sending,
      Faults faults,
      InFlight sends,
      ChatMetrics metrics,
      Limits limits) {
    this.vertx = vertx;
    this.socket = socket;
    this.caller = caller;
    this.room = room;
    this.metrics = metrics;
    this.limits = limits;
    messages = new ClientMessages(vertx, this, room, sending, faults, sends, limits.message());
  }

  /**
   * Joins the room; only then reads what the client sends, so that the welcome comes before
   * everything else.
   */
  void start(Rooms rooms, Cursor after, Runnable left) {
    socket.pause();
    socket.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
    if (socket instanceof WebSocketInternal internal) {
      channel = internal.channelHandlerContext().channel();
      UnsentBytes.whenOverBudget(channel, () -> close(TRY_AGAIN_LATER, "too slow"));
      bytes = UnsentBytes.writerOfBytes(channel);
    }
    var incoming = new IncomingMessages(messages);
    socket.frameHandler(
        frame -> {
          if (frame.isPing()) {
            stopPongsThatNobodyReads();
          } else {
            incoming.frame(frame);
          }
        });
    ProtocolViolations.handle(socket, this::close);
    long ping =
        vertx.setPeriodic(limits.ping().toMillis(), timer -> socket.writePing(Buffer.buffer()));
    // A broken connection is followed by the close handler, which does the rest.
    socket.exceptionHandler(failure -> LOG.debug("The socket of {} broke", caller.user(), failure));
    socket.closeHandler(
        end -> {
          closing = true;
          vertx.cancelTimer(ping);
          vertx.cancelTimer(closeTimer);
          vertx.cancelTimer(moveTimer);
          messages.end();
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

  /** The epoch of the room's history in which the position is. */
  String epoch() {
    return epoch;
  }

  void setPosition(String epoch, long position) {
    this.epoch = epoch;
    this.position = position;
  }

  boolean isClosing() {
    return closing;
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
      metrics.closed(CloseReason.TOO_SLOW);
      close(TRY_AGAIN_LATER, "too slow");
    } else {
      lastWrite = socket.writeTextMessage(frame);
    }
  }

  /** Writes a frame that many sockets get. */
  void write(SharedFrame frame) {
    if (isOpen()) {
      writeToOpen(frame);
    }
  }

  /** Writes a message's frame; says whether the client is open and did not have it yet. */
  boolean deliver(Message message, SharedFrame frame) {
    var isNew = advanceTo(message);
    if (isNew) {
      writeToOpen(frame);
    }
    return isNew;
  }

  /**
   * The bytes bypass Vert.x, which would encode them again for each socket, unless something that
   * went through Vert.x is still on its way: that comes first.
   */
  private void writeToOpen(SharedFrame frame) {
    if (bytes != null && lastWrite.isComplete() && channel.isWritable()) {
      var _ = bytes.writeAndFlush(frame.bytes(), channel.voidPromise());
    } else {
      write(frame.text());
    }
  }

  /** Moves the position to a message; says whether the client is open and did not have it yet. */
  boolean advanceTo(Message message) {
    if (message.seq() <= position || !isOpen()) {
      return false;
    }
    position = message.seq();
    return true;
  }

  /**
   * Calls back once everything written so far has left this process; never if the socket breaks.
   */
  void whenWritten(Runnable next) {
    lastWrite.onSuccess(written -> next.run());
  }

  /** The token with which the socket was opened is no longer valid. */
  void expire() {
    if (isOpen()) {
      write(
          JsonFrames.errorFrame(
              ProblemCode.UNAUTHORIZED.word(),
              "The token has expired; get a new one by POST /api/session and connect again.",
              null));
      metrics.closed(CloseReason.TOKEN_EXPIRED);
      close(POLICY_VIOLATED, "token expired");
    }
  }

  /** Whether the client can be asked to move: it has been welcomed, and was not asked yet. */
  boolean isMovable() {
    return welcomed && !moving && isOpen();
  }

  /**
   * Asks the client to connect again, to another replica; closes the socket when it has not left in
   * time, as one that does not know the frame does not.
   */
  void askToMove() {
    if (!isOpen()) {
      return;
    }
    if (moving) {
      vertx.cancelTimer(moveTimer);
    }
    moving = true;
    write(JsonFrames.rebalanceFrame(limits.move()));
    moveTimer =
        vertx.setTimer(
            limits.move().toMillis(),
            timer -> {
              if (isOpen()) {
                metrics.closed(CloseReason.NOT_MOVED);
                close(SERVICE_RESTART, "rebalance");
              }
            });
  }

  /** How many messages are read at once for it while it catches up. */
  ReplayLength replayLength() {
    return replayLength;
  }

  /** The client, for the limits of its address. */
  Caller caller() {
    return caller;
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
      closeTimer = vertx.setTimer(limits.close().toMillis(), timer -> breakConnection());
      if (code == POLICY_VIOLATED) {
        // Such a client may be sending still, and is told why all the same.
        LingeringClose.of(socket);
      }
      if (socket.writeQueueFull()) {
        socket.drainHandler(drained -> socket.close(code, reason));
      } else {
        socket.close(code, reason);
      }
    }
    return closed.future();
  }

  /** Marks the session as welcomed: its client may send. */
  void joined() {
    welcomed = true;
    socket.resume();
  }

  /**
   * Reports, once, that the room cannot admit the session yet; messages from the client are
   * answered all the same.
   */
  void keepWaiting(Throwable failure) {
    if (!waiting) {
      waiting = true;
      var code =
          failure instanceof Overloaded ? ProblemCode.OVERLOADED : ProblemCode.STORE_UNAVAILABLE;
      write(
          JsonFrames.errorFrame(
              code.word(),
              failure.getMessage() + " The welcome comes when the store has answered.",
              null));
      socket.resume();
    }
  }

  /**
   * Vert.x closes a connection only after its close frame is written, which a client that does not
   * read prevents.
   */
  private void breakConnection() {
    if (socket instanceof WebSocketInternal internal) {
      var _ = internal.channelHandlerContext().close();
    }
  }

  /**
   * Every ping is answered, also while the socket closes: a client that does not take the answers
   * would pile them up, so it is given no time for a reason.
   */
  private void stopPongsThatNobodyReads() {
    if (!socket.isClosed() && socket.writeQueueFull()) {
      breakConnection();
    }
  }
}
