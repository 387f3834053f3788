package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Reads rooms, on a connection of its own so that long pages do not hold up acknowledgements. */
final class Reads {
  private static final long RETRY_MILLIS = 50;

  private final Vertx vertx;
  private final StoreConnection connection;
  private final Deadlines deadlines;

  Reads(Vertx vertx, StoreLink link, Deadlines deadlines) {
    this.vertx = vertx;
    this.connection = link.connection("reads", StoreConnection::ping);
    this.deadlines = deadlines;
  }

  void open() {
    connection.open();
  }

  Future<List<Message>> latest(String room, int limit) {
    return patiently(
            () ->
                Request.cmd(Command.XREVRANGE, AppendScript.stream(room), "+", "-", "COUNT", limit))
        .map(
            newestFirst -> {
              List<Message> messages = Entries.ofRoom(room, newestFirst);
              Collections.reverse(messages);
              return messages;
            });
  }

  Future<List<Message>> range(String room, long after, long upTo, int limit) {
    return patiently(
            () ->
                Request.cmd(
                    Command.XRANGE,
                    AppendScript.stream(room),
                    (after + 1) + "-0",
                    upTo == Long.MAX_VALUE ? "+" : upTo + "-0",
                    "COUNT",
                    limit))
        .map(entries -> Entries.ofRoom(room, entries));
  }

  Future<Long> lastSeq(String room) {
    return patiently(() -> Request.cmd(Command.GET, AppendScript.lastSeq(room)))
        .map(reply -> reply == null ? 0L : reply.toLong());
  }

  Future<List<Long>> lastSeqs(List<String> rooms) {
    return patiently(
            () -> {
              Request request = Request.cmd(Command.MGET);
              rooms.forEach(room -> request.arg(AppendScript.lastSeq(room)));
              return request;
            })
        .map(
            replies -> replies.stream().map(reply -> reply == null ? 0L : reply.toLong()).toList());
  }

  /** Sends without waiting or trying again: for what will soon be said anew. */
  Future<Response> sendOnce(Request request) {
    return connection.send(request);
  }

  /**
   * Tries again while the store is away, until the deadline: then fails with {@link
   * StoreUnavailable}.
   */
  private Future<Response> patiently(Supplier<Request> request) {
    Promise<Response> reply = Promise.promise();
    deadlines.begin(reply);
    attempt(request, reply);
    return reply.future();
  }

  private void attempt(Supplier<Request> request, Promise<Response> reply) {
    connection
        .send(request.get())
        .onSuccess(reply::tryComplete)
        .onFailure(
            failure ->
                vertx.setTimer(
                    RETRY_MILLIS,
                    timer -> {
                      if (!reply.future().isComplete()) {
                        attempt(request, reply);
                      }
                    }));
  }
}
