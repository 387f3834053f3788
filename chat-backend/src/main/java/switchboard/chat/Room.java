package switchboard.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import switchboard.chat.store.Message;
import switchboard.chat.store.MessageStore;

/**
 * The members of one room on this replica, and how far they have got.
 *
 * <p>The room stands at a seq, {@code delivered}. A message that the log brings is delivered when
 * it is the next one. When it is later than that, or the room learns in another way that there is
 * more, the room fills the gap from its stream in the store. A member who is behind the room
 * catches up from the same stream and then, within one turn of the event loop, becomes a live
 * member. So each member gets each message once, in order, whatever the log leaves out.
 */
final class Room {
  private static final int PAGE = 100;
  private static final long RETRY_MILLIS = 100;

  /** Well below what may be unsent, so that a client who catches up is not taken for too slow. */
  private static final int REPLAY_CHARACTERS = 32 * 1024;

  private final Vertx vertx;
  private final String name;
  private final String replica;
  private final MessageStore store;
  private final ChatMetrics metrics;
  private final Runnable presenceChanged;
  private final Set<Session> members = new LinkedHashSet<>();
  private final Set<Session> present = new LinkedHashSet<>();
  private final Set<Session> live = new LinkedHashSet<>();
  private Future<Void> loading;
  private boolean loaded;
  private long delivered;

  /** The latest seq that is known to be stored. */
  private long known;

  private boolean filling;

  Room(
      Vertx vertx,
      String name,
      String replica,
      MessageStore store,
      ChatMetrics metrics,
      Runnable presenceChanged) {
    this.vertx = vertx;
    this.name = name;
    this.replica = replica;
    this.store = store;
    this.metrics = metrics;
    this.presenceChanged = presenceChanged;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Members who have been welcomed. */
  int present() {
    return present.size();
  }

  /** Writes a frame to every member who has been welcomed, live or catching up. */
  void writeToAll(String text) {
    // A member whose socket turns out to be broken leaves while this runs.
    try (SharedFrame frame = new SharedFrame(text)) {
      List.copyOf(present).forEach(member -> member.write(frame));
    }
  }

  void leave(Session member) {
    members.remove(member);
    present.remove(member);
    live.remove(member);
  }

  /**
   * Takes a member in, who gets what comes after a seq; after the present one when none is given.
   * The first frame is the welcome. While the store is away there is none: the member is told so,
   * and waits.
   */
  void join(Session member, OptionalLong after) {
    members.add(member);
    load().onSuccess(ready -> place(member, after));
  }

  /** The log has brought a message of this room. */
  void arrived(Message message) {
    if (loaded && message.seq() == delivered + 1) {
      deliver(message);
    } else {
      exists(message.seq());
    }
  }

  /** The store has so many messages of this room. */
  void stored(long lastSeq) {
    if (loaded && lastSeq > delivered) {
      exists(lastSeq);
    }
  }

  /**
   * Learns where the room stands, once, however long the store keeps it waiting. What the log
   * brings in the meantime is fetched afterwards.
   */
  private Future<Void> load() {
    if (loading == null) {
      Promise<Void> known = Promise.promise();
      loading = known.future();
      tryToLoad(known);
    }
    return loading;
  }

  private void tryToLoad(Promise<Void> done) {
    store
        .lastSeq(name)
        .onSuccess(
            lastSeq -> {
              loaded = true;
              delivered = lastSeq;
              exists(lastSeq);
              done.complete();
            })
        .onFailure(
            failure -> {
              List.copyOf(members).forEach(member -> member.keepWaiting(failure.getMessage()));
              later(
                  () -> {
                    if (!isEmpty()) {
                      tryToLoad(done);
                    }
                  });
            });
  }

  private void later(Runnable action) {
    vertx.setTimer(RETRY_MILLIS, timer -> action.run());
  }

  private void place(Session member, OptionalLong after) {
    if (after.isEmpty() || after.getAsLong() <= delivered) {
      welcome(member, after.orElse(delivered), delivered);
      return;
    }
    // The client may have seen more on another replica than this one has been brought yet.
    store
        .lastSeq(name)
        .onSuccess(
            lastSeq -> {
              if (after.getAsLong() > lastSeq) {
                member.refuse(
                    "after-beyond-end",
                    "The room's last seq is %d, which is before %d; join without \"after\"."
                        .formatted(lastSeq, after.getAsLong()),
                    Session.POLICY_VIOLATED);
              } else {
                exists(lastSeq);
                welcome(member, after.getAsLong(), lastSeq);
              }
            })
        .onFailure(
            failure -> {
              if (member.isOpen()) {
                member.keepWaiting(failure.getMessage());
                later(() -> place(member, after));
              }
            });
  }

  private void welcome(Session member, long position, long lastSeq) {
    if (!member.isOpen()) {
      return;
    }
    present.add(member);
    member.setPosition(position);
    member.write(Documents.welcomeFrame(name, lastSeq, replica));
    member.joined();
    presenceChanged.run();
    catchUp(member);
  }

  private void catchUp(Session member) {
    if (!member.isOpen()) {
      return;
    }
    if (member.position() >= delivered) {
      live.add(member);
      return;
    }
    long upTo = delivered;
    store
        .between(name, member.position(), upTo, PAGE)
        .onSuccess(page -> replay(member, page, 0, upTo))
        .onFailure(failure -> later(() -> catchUp(member)));
  }

  /**
   * Writes a page from an index on, as fast as the client takes it, then goes on with the next
   * page.
   */
  private void replay(Session member, List<Message> page, int from, long upTo) {
    int unsentCharacters = 0;
    for (int i = from; i < page.size(); i++) {
      if (unsentCharacters > REPLAY_CHARACTERS) {
        int next = i;
        member.whenWritten(() -> replay(member, page, next, upTo));
        return;
      }
      Message message = page.get(i);
      if (message.seq() > member.position() + 1) {
        reportTrimmed(member, member.position(), message.seq());
      }
      String frame = Documents.messageFrame(message);
      unsentCharacters += frame.length();
      if (member.deliver(message, frame)) {
        metrics.replayed();
      }
    }
    if (page.isEmpty()) {
      reportTrimmed(member, member.position(), upTo + 1);
      member.setPosition(upTo);
    }
    member.whenWritten(() -> catchUp(member));
  }

  private void deliver(Message message) {
    delivered = message.seq();
    int sockets = 0;
    try (SharedFrame frame = new SharedFrame(Documents.messageFrame(message))) {
      for (Session member : new ArrayList<>(live)) {
        if (member.deliver(message, frame)) {
          sockets++;
        }
      }
    }
    metrics.delivered(message.at(), sockets);
  }

  /** A seq is known to be stored: sees to it that the room gets there. */
  private void exists(long seq) {
    known = Math.max(known, seq);
    fill();
  }

  private void fill() {
    if (!loaded || filling || delivered >= known) {
      return;
    }
    filling = true;
    long upTo = known;
    store
        .between(name, delivered, upTo, PAGE)
        .onSuccess(
            page -> {
              filling = false;
              page.forEach(this::deliverFromStream);
              if (page.isEmpty()) {
                skipTo(upTo);
              }
              fill();
            })
        .onFailure(
            failure ->
                later(
                    () -> {
                      filling = false;
                      fill();
                    }));
  }

  private void deliverFromStream(Message message) {
    if (message.seq() > delivered) {
      skipTo(message.seq() - 1);
      deliver(message);
    }
  }

  /** Gives up what the store no longer keeps. */
  private void skipTo(long seq) {
    if (seq > delivered) {
      List.copyOf(live).forEach(member -> reportTrimmed(member, delivered, seq + 1));
      delivered = seq;
    }
  }

  private static void reportTrimmed(Session member, long position, long oldest) {
    member.write(
        Documents.errorFrame(
            "history-trimmed",
            "Messages %d to %d are no longer kept; going on from %d."
                .formatted(position + 1, oldest - 1, oldest),
            null));
  }
}
