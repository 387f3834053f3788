package switchboard.chat.store.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the store that reconnects by itself. Requests are pipelined: they are sent at
 * once and answered in their order. A connection that owes a reply and gives none for {@link
 * #SILENCE_MILLIS} counts as dead.
 */
public final class StoreConnection {
  private static final Logger LOG = LoggerFactory.getLogger(StoreConnection.class);

  /** Well below the time that an operation has, so that it can be tried once more. */
  static final long SILENCE_MILLIS = 1_000;

  private static final long CHECK_MILLIS = 100;
  private static final long FIRST_RETRY_MILLIS = 25;
  private static final long LONGEST_RETRY_MILLIS = 250;

  private final Vertx vertx;
  private final StoreLink link;
  private final LoopLag lag;
  private final String name;
  private final Function<RedisConnection, Future<?>> greeting;
  private final List<Runnable> openedHandlers = new ArrayList<>();

  /** Counts connections and attempts: reports of an earlier one are ignored. */
  private int generation;

  private Redis client;
  private RedisConnection connection;
  private boolean open;
  private boolean closed;
  private boolean connecting;

  /** Replies that the present connection owes, oldest first. */
  private final LinkedHashSet<Promise<?>> owed = new LinkedHashSet<>();

  private long progressNanos;

  /** The lag until then. */
  private long progressLagNanos;

  private long retryMillis = FIRST_RETRY_MILLIS;

  StoreConnection(
      Vertx vertx,
      StoreLink link,
      LoopLag lag,
      String name,
      Function<RedisConnection, Future<?>> greeting) {
    this.vertx = vertx;
    this.link = link;
    this.lag = lag;
    this.name = name;
    this.greeting = greeting;
  }

  /** Calls a handler each time the connection is ready to use. */
  public StoreConnection onOpened(Runnable handler) {
    openedHandlers.add(handler);
    return this;
  }

  /** Connects, and keeps trying until it is closed. */
  public void open() {
    vertx.setPeriodic(
        CHECK_MILLIS,
        timer -> {
          if (closed) {
            vertx.cancelTimer(timer);
          } else {
            dropWhenSilent();
          }
        });
    connect();
  }

  /** Pings the store: the first check of a new connection. */
  public static Future<Response> ping(RedisConnection fresh) {
    return fresh.send(Request.cmd(Command.PING));
  }

  public boolean isOpen() {
    return open;
  }

  /**
   * Sends a request. Fails with {@link StoreUnavailable} when there is no connection, or it is lost
   * before the reply: then the store may or may not have acted. Fails with an {@link ErrorType}
   * when the store answers with an error.
   */
  public Future<Response> send(Request request) {
    return exchange(() -> connection.send(request));
  }

  /** Sends requests at once, in their order; fails as {@link #send} when any of them does. */
  public Future<List<Response>> sendAll(List<Request> requests) {
    return exchange(() -> connection.batch(requests));
  }

  private <T> Future<T> exchange(Supplier<Future<T>> sending) {
    if (!open) {
      return Future.failedFuture(new StoreUnavailable("There is no connection to the store."));
    }
    if (owed.isEmpty()) {
      progressed();
    }
    Promise<T> reply = Promise.promise();
    owed.add(reply);
    sending
        .get()
        .onComplete(
            sent -> {
              owed.remove(reply);
              progressed();
              if (sent.succeeded()) {
                reply.tryComplete(sent.result());
              } else if (isAnswer(sent.cause())) {
                reply.tryFail(sent.cause());
              } else {
                reply.tryFail(connectionLost());
              }
            });
    return reply.future();
  }

  private static StoreUnavailable connectionLost() {
    return new StoreUnavailable("The connection to the store was lost.");
  }

  /** Whether a failure is an error reply of the store, and not the loss of the connection. */
  public static boolean isAnswer(Throwable failure) {
    return failure instanceof ErrorType error && !error.is("CONNECTION_CLOSED");
  }

  private void connect() {
    if (closed) {
      return;
    }
    if (link.isCut()) {
      retryLater();
      return;
    }
    int attempt = ++generation;
    client = link.client();
    progressed();
    connecting = true;
    client
        .connect()
        .compose(
            connected -> {
              connected.endHandler(end -> lost(attempt, "it was closed"));
              connected.exceptionHandler(failure -> lost(attempt, failure.toString()));
              return greeting.apply(connected).map(connected);
            })
        .onSuccess(connected -> opened(attempt, connected))
        .onFailure(failure -> failed(attempt, failure));
  }

  private void failed(int attempt, Throwable failure) {
    if (attempt == generation && client != null) {
      link.failed(failure);
    }
    lost(attempt, failure.toString());
  }

  private void opened(int attempt, RedisConnection connected) {
    if (attempt != generation || client == null) {
      return;
    }
    connection = connected;
    connecting = false;
    open = true;
    retryMillis = FIRST_RETRY_MILLIS;
    link.up();
    LOG.debug("Connection {} to the store is open", name);
    openedHandlers.forEach(Runnable::run);
  }

  private void progressed() {
    progressNanos = System.nanoTime();
    progressLagNanos = lag.totalNanos();
  }

  /** The time in which this process ran: replies that came while it did not may be unread. */
  private long silentNanos() {
    return System.nanoTime() - progressNanos - (lag.totalNanos() - progressLagNanos);
  }

  private void dropWhenSilent() {
    if (client != null
        && (connecting || !owed.isEmpty())
        && silentNanos() > TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS)) {
      if (connecting) {
        link.silent();
      }
      drop("no reply");
    }
  }

  /** Closes the present connection, if any, and makes a new one. */
  public void drop(String reason) {
    if (client != null) {
      lost(generation, reason);
    }
  }

  private void lost(int attempt, String reason) {
    if (attempt != generation || client == null) {
      return;
    }
    if (open) {
      LOG.warn("Connection {} to the store is lost: {}; connecting again", name, reason);
    }
    client.close();
    client = null;
    connection = null;
    open = false;
    connecting = false;
    // A store that hangs has been out of reach since it last said something.
    link.down(owed.isEmpty() ? System.nanoTime() : progressNanos);
    var unanswered = List.copyOf(owed);
    owed.clear();
    unanswered.forEach(reply -> reply.tryFail(connectionLost()));
    retryLater();
  }

  private void retryLater() {
    if (!closed) {
      vertx.setTimer(retryMillis, timer -> connect());
      retryMillis = Math.min(2 * retryMillis, LONGEST_RETRY_MILLIS);
    }
  }

  void close() {
    closed = true;
    open = false;
    if (client != null) {
      var last = client;
      client = null;
      last.close();
    }
  }
}
