package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import switchboard.chat.store.connection.Deadlines;
import switchboard.chat.store.connection.LoopLag;
import switchboard.chat.store.connection.StoreAddress;
import switchboard.chat.store.connection.StoreConnection;
import switchboard.chat.store.connection.StoreLink;

/**
 * The durable log of messages, shared by all replicas. What {@link #append} has confirmed has the
 * next seq of its room, reaches every replica's message receiver, and is on disk, where the store
 * flushes always.
 *
 * <p>An outage of the store is waited out: every operation tries again for {@link #TIMEOUT}, then
 * fails with {@link switchboard.chat.store.connection.StoreUnavailable}. A store that hangs is
 * treated as one that is gone. Call on the event loop; receivers are called on it.
 */
public final class MessageStore {
  /** The longest that any operation takes. */
  public static final Duration TIMEOUT = Duration.ofMillis(1_500);

  private final Deadlines deadlines;
  private final StoreLink link;
  private final Appends appends;
  private final History history;
  private final Unreadable unreadable = new Unreadable();
  private final Reads reads;
  private final Tail tail;
  private final Announcements announcements;
  private final RetentionSweeper sweep;
  private final MemoryReader memory;

  /** Receives the store's events; called on the event loop. */
  public interface Listener {
    /**
     * Any replica has appended a message. Each comes once, in the order of the log; one that was
     * trimmed from the log before it could be read is left out, and so is one that was appended
     * while the replica did not know yet that history was lost.
     *
     * @param epoch of the history in which it was appended
     */
    void message(String epoch, Message message);

    /** Any replica, this one included, has {@linkplain #announce announced} something. */
    void announced(String text);

    /** The store has lost history: the known state of every room is of the epoch before. */
    void historyReset();

    /** Something in the store that should be a message cannot be read, and is skipped. */
    void unreadableEntry();
  }

  /** The store, not connected yet. */
  public MessageStore(Vertx vertx, StoreAddress address, Retention retention) {
    var lag = new LoopLag(System::nanoTime);
    link = new StoreLink(vertx, address, lag);
    deadlines = new Deadlines(lag, link::isDown, TIMEOUT, System::nanoTime);
    vertx.setPeriodic(LoopLag.TICK_MILLIS, timer -> deadlines.sweep());
    var position = new LogPosition();
    var reading = link.connection("reads", StoreConnection::ping);
    history = new History(reading, position);
    appends = new Appends(link, deadlines, retention, history, position);
    reads = new Reads(vertx, reading, deadlines, history, unreadable);
    tail = new Tail(vertx, link, history, position, unreadable);
    announcements = new Announcements(link, reads);
    sweep = new RetentionSweeper(vertx, reads, retention);
    memory = new MemoryReader(vertx, reads);
  }

  /** Connects. Completes once messages are being received; tries until then. */
  public Future<Void> open(Listener listener) {
    unreadable.open(listener::unreadableEntry);
    var begun = history.open(fresh -> listener.historyReset());
    appends.open();
    reads.open(memory::read);
    announcements.open(listener::announced);
    return Future.all(begun, tail.open(listener)).mapEmpty();
  }

  /**
   * Writes a message; the same sender's same id in the same room gives what the first append gave.
   * Fails with {@link switchboard.chat.store.connection.StoreUnavailable}, when it may still have
   * happened, or with {@link AppendRefused}.
   */
  public Future<AppendResult> append(NewMessage draft, NewRooms newRooms) {
    return appends.append(draft, newRooms);
  }

  /** The latest messages of a room. */
  public Future<RoomPage> latest(String room, int limit) {
    return reads.latest(room, limit);
  }

  /**
   * The first messages after one. The first of them is later than {@code after + 1} when the store
   * no longer keeps what is between.
   */
  public Future<RoomPage> after(String room, long after, int limit) {
    return reads.range(room, after, Long.MAX_VALUE, limit);
  }

  /** As {@link #after}, but nothing later than {@code upTo}. */
  public Future<RoomPage> between(String room, long after, long upTo, int limit) {
    return reads.range(room, after, upTo, limit);
  }

  /** The state of a room. */
  public Future<RoomState> state(String room) {
    return reads.state(room);
  }

  /** The result of several operations together, within {@link #TIMEOUT} as if they were one. */
  public <T> Future<T> inTime(Future<T> operations) {
    return deadlines.bound(operations);
  }

  /** The states of several rooms, in their order. */
  public Future<List<RoomState>> states(List<String> rooms) {
    return reads.states(rooms);
  }

  /** Checks whether the store has lost history, as every new connection does. */
  public void checkHistory() {
    history.check();
  }

  /**
   * Reports that a room ends before a message that was delivered in an epoch: a new epoch has to
   * begin.
   */
  public void historyCut(String epoch) {
    history.cut(epoch, "");
  }

  /**
   * The seq after which a reader that has read up to a seq of an epoch continues in a room.
   *
   * @param epoch null for the present one
   */
  public long resumeAfter(RoomState state, String epoch, long seq) {
    if (epoch == null || epoch.equals(state.epoch())) {
      return Math.min(seq, state.lastSeq());
    }
    // The surviving messages are the same in both epochs. For an earlier one that is not known.
    var previous = state.epoch().equals(history.epoch()) && epoch.equals(history.previous());
    return previous ? Math.min(seq, state.after()) : state.after();
  }

  /** Removes messages that are too old now, as happens every minute. */
  void sweep() {
    sweep.run();
  }

  /** Announces a text, once, to all replicas that are subscribed. */
  public void announce(String text) {
    announcements.publish(text);
  }

  /** Subscribes again to announcements. */
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

  /** How long the store has been out of reach; zero when it is not. On any thread. */
  public Duration outage() {
    return link.outage();
  }

  /**
   * Why the store cannot be reached, where TLS is the reason: what was found, what was expected and
   * what to do. On any thread.
   */
  public Optional<String> tlsProblem() {
    return link.tlsProblem();
  }

  /** As last read, some seconds ago; empty when the store does not say. On any thread. */
  public Optional<StoreMemory> memory() {
    return memory.latest();
  }

  public void close() {
    link.close();
  }
}
