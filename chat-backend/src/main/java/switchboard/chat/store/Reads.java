package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import switchboard.chat.store.connection.Deadlines;
import switchboard.chat.store.connection.StoreConnection;

/** Reads rooms, on a connection of its own so that long pages do not hold up acknowledgements. */
final class Reads {
  private static final long RETRY_MILLIS = 50;

  /** How many entries are read at once where some turned out to be no messages. */
  private static final int READ_ON = 500;

  private final Vertx vertx;
  private final StoreConnection connection;
  private final Deadlines deadlines;
  private final History history;
  private final Unreadable unreadable;

  Reads(
      Vertx vertx,
      StoreConnection connection,
      Deadlines deadlines,
      History history,
      Unreadable unreadable) {
    this.vertx = vertx;
    this.connection = connection;
    this.deadlines = deadlines;
    this.history = history;
    this.unreadable = unreadable;
  }

  /** Connects, and calls a handler each time that there is a connection. */
  void open(Runnable opened) {
    connection.onOpened(opened).open();
  }

  Future<RoomPage> latest(String room, int limit) {
    return newestFirst(room, "+", limit)
        .map(page -> new RoomPage(page.state(), page.messages().reversed()));
  }

  private Future<RoomPage> newestFirst(String room, String from, int limit) {
    return page(
        room,
        Request.cmd(Command.XREVRANGE, AppendScript.stream(room), from, "-", "COUNT", limit),
        limit,
        last -> newestFirst(room, last, Math.max(limit, READ_ON)),
        () -> newestFirst(room, "+", limit));
  }

  Future<RoomPage> range(String room, long after, long upTo, int limit) {
    return oldestFirst(room, (after + 1) + "-0", upTo == Long.MAX_VALUE ? "+" : upTo + "-0", limit);
  }

  private Future<RoomPage> oldestFirst(String room, String from, String to, int limit) {
    return page(
        room,
        Request.cmd(Command.XRANGE, AppendScript.stream(room), from, to, "COUNT", limit),
        limit,
        last -> oldestFirst(room, last, to, Math.max(limit, READ_ON)),
        () -> oldestFirst(room, from, to, limit));
  }

  /**
   * Reads a page, and continues after its last entry while it has unreadable entries instead of
   * messages.
   *
   * @param next reads on from an id, which it leaves out
   * @param restart reads all of it again
   */
  private Future<RoomPage> page(
      String room,
      Request request,
      int limit,
      Function<String, Future<RoomPage>> next,
      Supplier<Future<RoomPage>> restart) {
    return patiently(() -> withinOneEpoch(room, request))
        .compose(
            read -> {
              var messages = Entries.ofRoom(room, read.entries(), unreadable);
              var page = new RoomPage(read.state(), messages).endingWithItsMessages();
              if (messages.size() == read.entries().size() || read.entries().size() < limit) {
                return Future.succeededFuture(page);
              }
              var last = read.entries().get(read.entries().size() - 1);
              return next.apply("(" + Entries.id(last))
                  .compose(
                      rest ->
                          rest.state().epoch().equals(page.state().epoch())
                              ? Future.succeededFuture(joined(page, rest, limit))
                              : restart.get());
            });
  }

  private record StreamRead(RoomState state, Response entries) {}

  /**
   * Reads a room's stream between two reads of the epoch, all sent at once: when both find the same
   * one, the page belongs to it. A transaction would be refused by a store whose memory is full.
   */
  private Future<StreamRead> withinOneEpoch(String room, Request request) {
    var before = history.knowledge();
    return connection
        .sendAll(List.of(keys(List.of(room)), request, Request.cmd(Command.GET, EpochScript.EPOCH)))
        .compose(
            replies ->
                statesIn(replies.get(0), before)
                    .compose(
                        states ->
                            states.getFirst().epoch().equals(text(replies.get(2)))
                                ? Future.succeededFuture(
                                    new StreamRead(states.getFirst(), replies.get(1)))
                                : Future.failedFuture("The epoch has changed.")));
  }

  private static RoomPage joined(RoomPage page, RoomPage rest, int limit) {
    return new RoomPage(
            page.state(),
            Stream.concat(page.messages().stream(), rest.messages().stream()).limit(limit).toList())
        .endingWithItsMessages();
  }

  Future<RoomState> state(String room) {
    return states(List.of(room)).map(List::getFirst);
  }

  Future<List<RoomState>> states(List<String> rooms) {
    return patiently(
        () -> {
          var before = history.knowledge();
          return connection.send(keys(rooms)).compose(values -> statesIn(values, before));
        });
  }

  private Future<List<RoomState>> statesIn(Response values, History.Knowledge before) {
    var epoch = text(values.get(0));
    history.read(epoch, Entries.number(text(values.get(1))).orElse(0), before);
    return epoch == null
        ? Future.failedFuture("The store has no history.")
        : Future.succeededFuture(states(epoch, values));
  }

  /** Reads the epoch, the count, and of each room where its epoch began and its last seq. */
  private static Request keys(List<String> rooms) {
    var request = Request.cmd(Command.MGET).arg(EpochScript.EPOCH).arg(EpochScript.COUNT);
    rooms.forEach(room -> request.arg(EpochScript.ofRoom(room)).arg(AppendScript.lastSeq(room)));
    return request;
  }

  private static List<RoomState> states(String epoch, Response values) {
    var states = new ArrayList<RoomState>();
    for (int i = 2; i < values.size(); i += 2) {
      states.add(RoomState.of(epoch, text(values.get(i)), text(values.get(i + 1))));
    }
    return states;
  }

  private static String text(Response value) {
    return value == null ? null : value.toString();
  }

  /** Sends without waiting or retrying: for announcements that will soon be repeated. */
  Future<Response> sendOnce(Request request) {
    return connection.send(request);
  }

  /**
   * Retries while the store is away, or has no epoch yet, until the deadline: then fails with
   * {@link switchboard.chat.store.connection.StoreUnavailable}.
   */
  private <T> Future<T> patiently(Supplier<Future<T>> exchange) {
    Promise<T> result = Promise.promise();
    deadlines.begin(result);
    attempt(exchange, result);
    return result.future();
  }

  private <T> void attempt(Supplier<Future<T>> exchange, Promise<T> result) {
    exchange
        .get()
        .onSuccess(result::tryComplete)
        .onFailure(
            failure ->
                vertx.setTimer(
                    RETRY_MILLIS,
                    timer -> {
                      if (!result.future().isComplete()) {
                        attempt(exchange, result);
                      }
                    }));
  }
}
