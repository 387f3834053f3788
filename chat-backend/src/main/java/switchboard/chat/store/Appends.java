package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Writes messages, all through one connection, so that one flush to disk carries many. An append
 * whose connection is lost is sent again on the next one, before any later append, until its time
 * is over; that it carries an id makes this safe.
 */
final class Appends {
  static final long DEADLINE_MILLIS = 5_000;
  private static final long SWEEP_MILLIS = 100;
  private static final int MOST_PENDING = 10_000;

  /** Errors that pass by themselves, or that a new connection with a loaded script mends. */
  private static final Set<String> PASSING =
      Set.of("NOSCRIPT", "LOADING", "BUSY", "MISCONF", "READONLY", "OOM", "TRYAGAIN");

  private final StoreConnection connection;
  private final LinkedHashSet<Append> pending = new LinkedHashSet<>();
  private String digest;

  private static final class Append {
    final Draft draft;
    final Promise<Appended> done = Promise.promise();
    final long acceptedNanos = System.nanoTime();

    Append(Draft draft) {
      this.draft = draft;
    }
  }

  Appends(Vertx vertx, StoreLink link) {
    this.connection = link.connection("appends", this::loadScript).onOpened(this::sendAllAgain);
    vertx.setPeriodic(SWEEP_MILLIS, timer -> giveUpOverdue());
  }

  void open() {
    connection.open();
  }

  /** See {@link MessageStore#append}. */
  Future<Appended> append(Draft draft) {
    if (pending.size() >= MOST_PENDING) {
      return Future.failedFuture(
          new StoreUnavailable("%d messages already wait for the store.".formatted(MOST_PENDING)));
    }
    Append append = new Append(draft);
    pending.add(append);
    if (connection.isOpen()) {
      send(append);
    }
    return append.done.future();
  }

  private Future<Void> loadScript(RedisConnection fresh) {
    return fresh
        .send(AppendScript.load())
        .map(
            reply -> {
              digest = reply.toString();
              return null;
            });
  }

  private void sendAllAgain() {
    for (Append append : pending) {
      send(append);
    }
  }

  private void send(Append append) {
    connection
        .send(AppendScript.append(digest, append.draft))
        .onSuccess(reply -> finish(append, reply))
        .onFailure(failure -> handle(append, failure));
  }

  private void finish(Append append, Response reply) {
    if (pending.remove(append)) {
      append.done.complete(AppendScript.appended(reply));
    }
  }

  private void handle(Append append, Throwable failure) {
    if (!(failure instanceof ErrorType error)) {
      return; // The connection was lost: this append stays pending for the next one.
    }
    String message = String.valueOf(error.getMessage());
    if (PASSING.stream().anyMatch(message::startsWith)) {
      // A new connection loads the script, and sends all that is pending in its order.
      connection.drop(message);
    } else if (pending.remove(append)) {
      append.done.fail(new StoreUnavailable("The store refused the message: " + message));
    }
  }

  private void giveUpOverdue() {
    long now = System.nanoTime();
    for (Iterator<Append> oldestFirst = pending.iterator(); oldestFirst.hasNext(); ) {
      Append append = oldestFirst.next();
      if (now - append.acceptedNanos < TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS)) {
        return;
      }
      oldestFirst.remove();
      append.done.fail(new StoreUnavailable("The store did not answer in time."));
    }
  }
}
