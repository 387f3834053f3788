package switchboard.chat.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import switchboard.chat.request.AddressLimits;
import switchboard.chat.request.Caller;
import switchboard.chat.request.Cursor;
import switchboard.chat.request.FairQueue;
import switchboard.chat.room.JsonFrames;
import switchboard.chat.store.MessageStore;
import switchboard.chat.store.RoomState;

/**
 * Pages of rooms' messages as the Chat API answers them. Requests for the same page share one read.
 * The latest pages that were made are kept for a moment and given again as long as the store says
 * that their room has got no further: asking for its last seq costs a fraction of reading and
 * writing a page. So no page is older than the request. How many are read at once is bounded, and
 * so is how much one address has read: see {@link FairQueue} and {@link AddressLimits}.
 */
public final class Pages {
  private static final int MAX_KEPT = 128;
  private static final int LONGEST_KEPT_BYTES = 256 * 1024;
  private static final int MAX_KEPT_BYTES = 2 * 1024 * 1024;

  /** Messages that have become too old go without a new seq. */
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final MessageStore store;
  private final AddressLimits limits;
  private final SharedReads<Query, Buffer> reads;

  /** In the order of their last use, the oldest first. */
  private final SequencedMap<Query, Page> kept = new LinkedHashMap<>(MAX_KEPT, 0.75f, true);

  private int keptBytes;

  /**
   * A read of a room.
   *
   * @param after null for the latest messages
   */
  record Query(String room, Cursor after, int limit) {}

  private record Page(Buffer document, RoomState state, long madeNanos) {}

  public Pages(MessageStore store, FairQueue queue, AddressLimits limits) {
    this.store = store;
    this.limits = limits;
    reads = new SharedReads<>(queue, this::read);
  }

  /** The page; fails as the store does, or with a refusal when too much is read. */
  Future<Buffer> page(Query query, Caller caller) {
    limits.read(caller);
    return store.inTime(reads.read(query, caller));
  }

  private Future<Buffer> read(Query query, Caller caller) {
    if (query.after() != null) {
      return after(query).onSuccess(page -> limits.hasRead(caller, page.length()));
    }
    var known = kept.get(query);
    if (known == null || System.nanoTime() - known.madeNanos() > KEPT_NANOS) {
      return latest(query, caller);
    }
    return store
        .state(query.room())
        .compose(
            state ->
                state.equals(known.state())
                    ? Future.succeededFuture(known.document())
                    : latest(query, caller));
  }

  private Future<Buffer> latest(Query query, Caller caller) {
    return store
        .latest(query.room(), query.limit())
        .map(
            page -> {
              var document = JsonFrames.page(query.room(), page).toBuffer();
              limits.hasRead(caller, document.length());
              keep(query, new Page(document, page.state(), System.nanoTime()));
              return document;
            });
  }

  private void keep(Query query, Page page) {
    forget(kept.remove(query));
    if (page.document().length() > LONGEST_KEPT_BYTES) {
      return;
    }
    kept.put(query, page);
    keptBytes += page.document().length();
    while (keptBytes > MAX_KEPT_BYTES || kept.size() > MAX_KEPT) {
      forget(kept.pollFirstEntry().getValue());
    }
  }

  private void forget(Page page) {
    if (page != null) {
      keptBytes -= page.document().length();
    }
  }

  private Future<Buffer> after(Query query) {
    var cursor = query.after();
    return store
        .after(query.room(), cursor.seq(), query.limit())
        .compose(
            page -> {
              long after = store.resumeAfter(page.state(), cursor.epoch(), cursor.seq());
              return after == cursor.seq() && !cursor.isOfAnother(page.state().epoch())
                  ? Future.succeededFuture(JsonFrames.page(query.room(), page).toBuffer())
                  : from(query, page.state(), after);
            });
  }

  /** A page for a cursor that the room's present history does not have. */
  private Future<Buffer> from(Query query, RoomState state, long after) {
    return store
        .after(query.room(), after, query.limit())
        .compose(
            page ->
                page.state().epoch().equals(state.epoch())
                    ? Future.succeededFuture(
                        JsonFrames.page(query.room(), page).put("after", after).toBuffer())
                    : after(query));
  }
}
