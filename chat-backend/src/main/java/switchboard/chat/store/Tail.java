package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;

/**
 * Follows the log of all rooms from where it stood at the start: each entry once, in order. After a
 * lost connection it goes on from the last entry seen. An entry that was trimmed before it was seen
 * is not delivered; the room notices by the missing {@code seq}.
 */
final class Tail {
  /** Few enough that one batch does not hold up the event loop. */
  private static final int BATCH = 100;

  /** Well below what a connection may be silent. */
  private static final int BLOCK_MILLIS = 300;

  private static final long PAUSE_AFTER_ERROR_MILLIS = 100;

  private final Vertx vertx;
  private final StoreConnection connection;
  private final Promise<Void> positioned = Promise.promise();
  private Consumer<Message> receiver;
  private String lastEntryId;

  Tail(Vertx vertx, StoreLink link) {
    this.vertx = vertx;
    this.connection = link.connection("tail", StoreConnection::ping).onOpened(this::follow);
  }

  /** Completes once the starting point is known: every later append will be received. */
  Future<Void> open(Consumer<Message> messages) {
    receiver = messages;
    connection.open();
    return positioned.future();
  }

  private void follow() {
    if (lastEntryId != null) {
      readNext();
      return;
    }
    connection
        .send(Request.cmd(Command.XREVRANGE, AppendScript.LOG, "+", "-", "COUNT", 1))
        .onSuccess(
            newest -> {
              lastEntryId = newest.size() == 0 ? "0-0" : newest.get(0).get(0).toString();
              positioned.tryComplete();
              readNext();
            })
        .onFailure(this::retry);
  }

  private void readNext() {
    connection
        .send(
            Request.cmd(
                Command.XREAD,
                "COUNT",
                BATCH,
                "BLOCK",
                BLOCK_MILLIS,
                "STREAMS",
                AppendScript.LOG,
                lastEntryId))
        .onSuccess(this::receive)
        .onFailure(this::retry);
  }

  private void receive(Response reply) {
    if (reply != null) {
      for (Response entry : reply.get(0).get(1)) {
        lastEntryId = entry.get(0).toString();
        receiver.accept(Entries.ofLog(entry));
      }
    }
    readNext();
  }

  /**
   * A lost connection starts the loop again when it is back; an error that the store answered needs
   * a push.
   */
  private void retry(Throwable failure) {
    if (!(failure instanceof StoreUnavailable)) {
      vertx.setTimer(PAUSE_AFTER_ERROR_MILLIS, timer -> connection.drop(failure.getMessage()));
    }
  }
}
