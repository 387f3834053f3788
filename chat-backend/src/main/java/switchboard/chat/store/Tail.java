package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import switchboard.chat.store.connection.StoreConnection;
import switchboard.chat.store.connection.StoreLink;
import switchboard.chat.store.connection.StoreUnavailable;

/**
 * Follows the log of all rooms from where it stood at the start: each entry once, in order. After a
 * lost connection it goes on from the last entry seen. An entry that was trimmed before it was seen
 * is not delivered; the room notices by the missing {@code seq}.
 *
 * <p>Within an epoch, the count in the entries only ever grows. When it does not, the store has
 * lost messages that were counted, and a replica that did not know has appended since: nothing more
 * of that epoch is delivered.
 */
final class Tail {
  /** Few enough that one batch does not hold up the event loop. */
  private static final int BATCH = 100;

  /** Well below the longest silence of a connection. */
  private static final int BLOCK_MILLIS = 300;

  private static final long PAUSE_AFTER_ERROR_MILLIS = 100;

  private final Vertx vertx;
  private final StoreConnection connection;
  private final History history;
  private final LogPosition position;
  private final Unreadable unreadable;
  private final Promise<Void> positioned = Promise.promise();
  private MessageStore.Listener listener;
  private String epoch = "";
  private long highest;
  private String cutEpoch = "";

  Tail(Vertx vertx, StoreLink link, History history, LogPosition position, Unreadable unreadable) {
    this.vertx = vertx;
    this.connection = link.connection("tail", StoreConnection::ping).onOpened(this::follow);
    this.history = history;
    this.position = position;
    this.unreadable = unreadable;
  }

  /** Completes once the starting point is known: every later append will be received. */
  Future<Void> open(MessageStore.Listener receiver) {
    listener = receiver;
    connection.open();
    return positioned.future();
  }

  private void follow() {
    if (position.isKnown()) {
      readNext();
      return;
    }
    connection
        .send(Request.cmd(Command.XREVRANGE, AppendScript.LOG, "+", "-", "COUNT", 1))
        .onSuccess(
            newest -> {
              position.moveTo(newest.size() == 0 ? LogPosition.START : Entries.id(newest.get(0)));
              positioned.tryComplete();
              readNext();
            })
        .onFailure(this::retry);
  }

  private void readNext() {
    var from = position.id();
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
                from))
        .onSuccess(reply -> receive(from, reply))
        .onFailure(this::retry);
  }

  private void receive(String from, Response reply) {
    try {
      // Another position may have been found to be the right one in the meantime.
      if (reply != null && position.isAt(from)) {
        var before = from;
        for (var entry : reply.get(0).get(1)) {
          position.moveTo(Entries.id(entry));
          pass(entry, before);
          before = position.id();
        }
      }
    } finally {
      // A message that cannot be received must not end the delivery of those after it.
      readNext();
    }
  }

  private void pass(Response entry, String before) {
    Entries.ofLog(entry)
        .ifPresentOrElse(
            read -> {
              if (continues(read, before)) {
                deliver(read);
              }
            },
            () -> unreadable.found(AppendScript.LOG, Entries.id(entry)));
  }

  private boolean continues(Entries.LogEntry entry, String before) {
    if (entry.epoch() == null) {
      return true;
    }
    if (entry.epoch().equals(cutEpoch)) {
      return false;
    }
    if (!entry.epoch().equals(epoch)) {
      epoch = entry.epoch();
      highest = 0;
    }
    if (entry.n() <= highest) {
      cutEpoch = epoch;
      history.cut(epoch, before);
      return false;
    }
    highest = entry.n();
    history.heard(epoch, highest);
    return true;
  }

  private void deliver(Entries.LogEntry entry) {
    listener.message(entry.epoch() == null ? history.epoch() : entry.epoch(), entry.message());
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
