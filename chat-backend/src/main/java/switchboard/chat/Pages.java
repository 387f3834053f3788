package switchboard.chat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import switchboard.chat.store.Message;
import switchboard.chat.store.MessageStore;

/**
 * Pages of rooms' messages as the Chat API says them. Requests for the same page share one read.
 * The latest pages that were made are kept for a moment and given again as long as the store says
 * that their room has got no further: asking for its last seq costs a fraction of reading and
 * writing a page. So no page is older than the request.
 */
final class Pages {
  private static final int MOST_KEPT = 128;
  private static final int LONGEST_KEPT_BYTES = 16 * 1024;

  /** Messages that have become too old go without a new seq. */
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final MessageStore store;
  private final SharedReads<Query, Buffer> reads = new SharedReads<>(this::read);
  private final Map<Query, Page> kept =
      new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Query, Page> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * A read of a room.
   *
   * @param after null for the latest messages
   */
  record Query(String room, Long after, int limit) {}

  private record Page(Buffer document, long lastSeq, long madeNanos) {}

  Pages(MessageStore store) {
    this.store = store;
  }

  /** The page; fails as the store does. */
  Future<Buffer> page(Query query) {
    return store.inTime(reads.read(query));
  }

  private Future<Buffer> read(Query query) {
    if (query.after() != null) {
      return after(query);
    }
    Page known = kept.get(query);
    if (known == null || System.nanoTime() - known.madeNanos() > KEPT_NANOS) {
      return latest(query);
    }
    return store
        .lastSeq(query.room())
        .compose(
            lastSeq ->
                lastSeq == known.lastSeq()
                    ? Future.succeededFuture(known.document())
                    : latest(query));
  }

  private Future<Buffer> latest(Query query) {
    return store
        .latest(query.room(), query.limit())
        .compose(
            messages -> {
              if (messages.isEmpty()) {
                return store.lastSeq(query.room()).map(last -> document(query, messages, last));
              }
              long lastSeq = messages.getLast().seq();
              Buffer document = document(query, messages, lastSeq);
              if (document.length() <= LONGEST_KEPT_BYTES) {
                kept.put(query, new Page(document, lastSeq, System.nanoTime()));
              }
              return Future.succeededFuture(document);
            });
  }

  private Future<Buffer> after(Query query) {
    // In this order, the last seq is never less than that of a message on the page.
    return store
        .after(query.room(), query.after(), query.limit())
        .compose(
            messages -> store.lastSeq(query.room()).map(last -> document(query, messages, last)));
  }

  private static Buffer document(Query query, List<Message> messages, long lastSeq) {
    long last = messages.isEmpty() ? lastSeq : Math.max(lastSeq, messages.getLast().seq());
    return Documents.page(query.room(), messages, last).toBuffer();
  }
}
