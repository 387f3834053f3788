package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The durable log of messages, shared by all replicas. What {@link #append} has confirmed is on
 * disk, has the next seq of its room, and reaches every replica's message receiver.
 *
 * <p>An outage of the store is waited out: every operation tries again for {@link #PATIENCE}, then
 * fails with {@link StoreUnavailable}. A store that hangs is treated as one that is gone. Call on
 * the event loop; receivers are called on it.
 */
public final class MessageStore {
  /** The longest that any operation takes, come what may. */
  public static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final Deadlines deadlines;
  private final StoreLink link;
  private final Appends appends;
  private final Reads reads;
  private final Tail tail;
  private final Announcements announcements;
  private final Sweep sweep;

  /** The store, not connected yet. */
  public MessageStore(Vertx vertx, URI address, Retention retention) {
    link = new StoreLink(vertx, address);
    deadlines = new Deadlines(vertx, PATIENCE);
    appends = new Appends(link, deadlines, retention);
    reads = new Reads(vertx, link, deadlines);
    tail = new Tail(vertx, link);
    announcements = new Announcements(link, reads);
    sweep = new Sweep(vertx, reads, retention);
  }

  /**
   * Connects. Completes once messages are being received; tries until then.
   *
   * @param messages receives every message that any replica appends, once, in the order of the log;
   *     a message that was trimmed from the log before it could be read is left out
   * @param announced receives what any replica, this one included, {@linkplain #announce announces}
   */
  public Future<Void> open(Consumer<Message> messages, Consumer<String> announced) {
    appends.open();
    reads.open();
    announcements.open(announced);
    return tail.open(messages);
  }

  /**
   * Writes a message; the same sender's same id in the same room gives what the first append gave.
   * Fails with {@link StoreUnavailable}, when it may still have happened, or with {@link
   * StoreFull}.
   */
  public Future<Appended> append(Draft draft) {
    return appends.append(draft);
  }

  /** The latest messages of a room, oldest first. */
  public Future<List<Message>> latest(String room, int limit) {
    return reads.latest(room, limit);
  }

  /**
   * The first messages after one, oldest first. The first of them is later than {@code after + 1}
   * when the store no longer keeps what is between.
   */
  public Future<List<Message>> after(String room, long after, int limit) {
    return reads.range(room, after, Long.MAX_VALUE, limit);
  }

  /** As {@link #after}, but nothing later than {@code upTo}. */
  public Future<List<Message>> between(String room, long after, long upTo, int limit) {
    return reads.range(room, after, upTo, limit);
  }

  /** The seq of a room's last message; 0 when it has none. */
  public Future<Long> lastSeq(String room) {
    return reads.lastSeq(room);
  }

  /** What several operations together give, within {@link #PATIENCE} as if they were one. */
  public <T> Future<T> inTime(Future<T> operations) {
    return deadlines.bound(operations);
  }

  /** The seqs of several rooms' last messages, in their order. */
  public Future<List<Long>> lastSeqs(List<String> rooms) {
    return reads.lastSeqs(rooms);
  }

  /** Removes what is too old now, as happens every minute anyway. */
  void sweep() {
    sweep.run();
  }

  /** Tells all replicas something, once, as far as they are listening. */
  public void announce(String text) {
    announcements.publish(text);
  }

  /** Listens anew for announcements. */
  public void renewAnnouncements() {
    announcements.renew();
  }

  /**
   * Breaks every connection to the store, and keeps new ones from being made until it is called
   * with false.
   */
  public void setCut(boolean cut) {
    link.setCut(cut);
  }

  /** How long the store has been out of reach; zero when it is not. */
  public Duration outage() {
    return link.outage();
  }

  public void close() {
    link.close();
  }
}
