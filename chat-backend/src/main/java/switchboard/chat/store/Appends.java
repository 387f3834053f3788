package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import switchboard.chat.store.AppendRefused.Reason;
import switchboard.chat.store.connection.Deadlines;
import switchboard.chat.store.connection.StoreConnection;
import switchboard.chat.store.connection.StoreLink;
import switchboard.chat.store.connection.StoreUnavailable;

/**
 * Appends messages, all through one connection, so that one flush to disk covers many. An append
 * whose connection is lost is sent again on the next one, before any later append, until its time
 * is over; that it carries an id makes this safe.
 */
final class Appends {
  private static final int MAX_PENDING = 10_000;

  /** A store that breaks off this often in a row while it writes was not just restarted. */
  private static final int SUSPICIOUS_BREAKS = 2;

  /** Errors that are temporary, or that a new connection with a loaded script fixes. */
  private static final Set<String> PASSING =
      Set.of("NOSCRIPT", "LOADING", "BUSY", "READONLY", "TRYAGAIN");

  private final StoreConnection connection;
  private final Deadlines deadlines;
  private final Retention retention;
  private final History history;
  private final LogPosition position;
  private final LinkedHashSet<Append> pending = new LinkedHashSet<>();
  private String digest;
  private boolean brokeOff;
  private int breaks;

  private static final class Append {
    final NewMessage draft;
    final NewRooms newRooms;
    final Promise<AppendResult> done = Promise.promise();

    Append(NewMessage draft, NewRooms newRooms) {
      this.draft = draft;
      this.newRooms = newRooms;
    }
  }

  Appends(
      StoreLink link,
      Deadlines deadlines,
      Retention retention,
      History history,
      LogPosition position) {
    this.connection = link.connection("appends", this::loadScript).onOpened(this::sendAllAgain);
    this.deadlines = deadlines;
    this.retention = retention;
    this.history = history;
    this.position = position;
  }

  void open() {
    connection.open();
  }

  /** See {@link MessageStore#append}. */
  Future<AppendResult> append(NewMessage draft, NewRooms newRooms) {
    if (pending.size() >= MAX_PENDING) {
      return Future.failedFuture(
          new StoreUnavailable(
              String.format(Locale.ROOT, "%d messages already wait for the store.", MAX_PENDING)));
    }
    var append = new Append(draft, newRooms);
    pending.add(append);
    deadlines.begin(append.done);
    if (connection.isOpen()) {
      send(append);
    }
    return append
        .done
        .future()
        .onFailure(failure -> pending.remove(append))
        .recover(this::explained);
  }

  /**
   * Before Redis 7, the script is written to the store's file as well. So a store that has just
   * answered, and breaks off now, breaks off because it has to write.
   */
  private Future<Void> loadScript(RedisConnection fresh) {
    return StoreConnection.ping(fresh)
        .compose(
            pong ->
                fresh
                    .send(AppendScript.load())
                    .onFailure(
                        failure -> {
                          if (!StoreConnection.isAnswer(failure)) {
                            breaks++;
                          }
                        }))
        .map(
            reply -> {
              digest = reply.toString();
              return null;
            });
  }

  private void sendAllAgain() {
    if (brokeOff) {
      brokeOff = false;
      breaks++;
    }
    for (var append : pending) {
      send(append);
    }
  }

  private void send(Append append) {
    connection
        .send(
            AppendScript.append(
                digest, append.draft, append.newRooms, retention, history, position))
        .onSuccess(reply -> finish(append, reply))
        .onFailure(failure -> handle(append, failure));
  }

  private void finish(Append append, Response reply) {
    breaks = 0;
    var answer = AppendScript.Reply.of(reply);
    history.heard(answer.epoch(), answer.count());
    if (!pending.remove(append)) {
      return;
    }
    switch (answer.outcome()) {
      case STORED -> append.done.tryComplete(appended(answer, false));
      case DUPLICATE -> append.done.tryComplete(appended(answer, true));
      case ID_REUSED ->
          refuse(
              append,
              Reason.ID_REUSED,
              "The id %s stands for a message with another text.".formatted(append.draft.id()));
      case ROOM_IS_NEW -> refuse(append, Reason.ROOM_IS_NEW, "The room has no messages yet.");
      case ROOMS_FULL -> refuse(append, Reason.ROOMS_FULL, "As many rooms have messages as may.");
    }
  }

  private static void refuse(Append append, Reason reason, String message) {
    append.done.tryFail(new AppendRefused(reason, message));
  }

  private static AppendResult appended(AppendScript.Reply answer, boolean duplicate) {
    return new AppendResult(answer.epoch(), answer.seq(), answer.at(), duplicate);
  }

  private void handle(Append append, Throwable failure) {
    if (!(failure instanceof ErrorType error)) {
      // The connection was lost: this append stays pending for the next one.
      brokeOff = true;
      return;
    }
    // An error of a command within the script comes wrapped into an error of the script.
    var message = String.valueOf(error.getMessage());
    if (PASSING.stream().anyMatch(message::contains)) {
      // A new connection loads the script, and sends all that is pending in its order.
      connection.drop(message);
    } else if (message.contains("MISCONF")) {
      refuse(
          append,
          Reason.STORE_FULL,
          message.contains("No space left")
              ? "The store's disk is full."
              : "The store cannot write to its disk.");
    } else if (message.contains("OOM")) {
      refuse(append, Reason.STORE_FULL, "The store's memory is full.");
    } else {
      append.done.tryFail(new StoreUnavailable("The store refused the message: " + message));
    }
  }

  /**
   * A store that flushes each message to disk ends itself when its disk is full, without an error
   * reply: the only sign is that it breaks off whenever it has to write.
   */
  private Future<AppendResult> explained(Throwable failure) {
    return Future.failedFuture(
        failure instanceof StoreUnavailable && breaks >= SUSPICIOUS_BREAKS
            ? new StoreUnavailable(
                "The store breaks off whenever it has to write: its disk may be full.")
            : failure);
  }
}
