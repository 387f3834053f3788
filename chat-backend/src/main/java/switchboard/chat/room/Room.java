package switchboard.chat.room;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import switchboard.chat.metrics.ChatMetrics;
import switchboard.chat.request.Cursor;
import switchboard.chat.store.Message;
import switchboard.chat.store.MessageStore;
import switchboard.chat.store.RoomPage;
import switchboard.chat.store.RoomState;

/**
 * The members of one room on this replica, and the position of each.
 *
 * <p>The room stands at a seq, {@code delivered}. A message that the log brings is delivered when
 * it is the next one. When it is later than that, or the room learns in another way that there is
 * more, the room fills the gap from its stream in the store. A member who is behind the room
 * catches up from the same stream and then, within one turn of the event loop, becomes a live
 * member. So each member gets each message once, in order, whatever the log leaves out.
 *
 * <p>All that is within an epoch of the store's history. When the store says that there is another
 * one, the room goes back to the seq that survived, and so does each member once it has got that
 * far: it gets {@code history-reset}, and then what comes after. The room believes only what is
 * read from the store, in the order of the replies; what the log brings of another epoch waits.
 */
final class Room {
  private static final int PAGE = 100;
  private static final long RETRY_MILLIS = 100;

  /**
   * Well below the limit of unsent bytes, so that a client that catches up does not count as too
   * slow.
   */
  private static final int REPLAY_CHARACTERS = 32 * 1024;

  private final Vertx vertx;
  private final String name;
  private final String replica;
  private final MessageStore store;
  private final Replays replays;
  private final ChatMetrics metrics;
  private final Runnable presenceChanged;
  private final Set<Session> members = new LinkedHashSet<>();
  private final Set<Session> present = new LinkedHashSet<>();
  private final Set<Session> live = new LinkedHashSet<>();
  private Future<Void> loading;

  /** The epoch in which the room stands; empty before it is loaded. */
  private String epoch = "";

  private String previousEpoch = "";

  /** The seq that survived when the epoch began. */
  private long survived;

  private long delivered;

  /** The latest seq that is known to be stored. */
  private long known;

  /** Messages of the log that belong to an epoch in which the room does not stand yet. */
  private String awaitedEpoch = "";

  private long awaited;

  private boolean filling;

  Room(
      Vertx vertx,
      String name,
      String replica,
      MessageStore store,
      Replays replays,
      ChatMetrics metrics,
      Runnable presenceChanged) {
    this.vertx = vertx;
    this.name = name;
    this.replica = replica;
    this.store = store;
    this.replays = replays;
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
    try (var frame = new SharedFrame(text)) {
      List.copyOf(present).forEach(member -> member.write(frame));
    }
  }

  void leave(Session member) {
    members.remove(member);
    present.remove(member);
    live.remove(member);
  }

  /**
   * Takes a member in, who gets what comes after a cursor; after the present end when it is null.
   * The first frame is the welcome. While the store is away there is none: the member gets an error
   * frame, and waits.
   */
  void join(Session member, Cursor after) {
    members.add(member);
    load().onSuccess(ready -> place(member, after));
  }

  /** The log has brought a message of this room. */
  void arrived(String messageEpoch, Message message) {
    if (!messageEpoch.equals(epoch)) {
      awaited =
          messageEpoch.equals(awaitedEpoch) ? Math.max(awaited, message.seq()) : message.seq();
      awaitedEpoch = messageEpoch;
    } else if (message.seq() == delivered + 1) {
      deliver(message);
    } else {
      exists(message.seq());
    }
  }

  /** The room's position, to compare with what the store reports later. */
  RoomState reached() {
    return new RoomState(epoch, survived, delivered);
  }

  /**
   * Takes the room's state from the store.
   *
   * @param before {@link #reached} when the store was asked
   */
  void stored(RoomState state, RoomState before) {
    if (epoch.isEmpty()) {
      return;
    }
    if (!state.epoch().equals(epoch)) {
      reset(state);
    } else if (before.epoch().equals(epoch) && state.lastSeq() < before.lastSeq()) {
      store.historyCut(epoch);
    } else {
      exists(state.lastSeq());
    }
  }

  /**
   * Loads the room's state, once, however long the store takes. Messages that the log brings in the
   * meantime are fetched afterwards.
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
        .state(name)
        .onSuccess(
            state -> {
              begin(state);
              delivered = state.lastSeq();
              fill();
              done.complete();
            })
        .onFailure(
            failure -> {
              List.copyOf(members).forEach(member -> member.keepWaiting(failure));
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

  private void begin(RoomState state) {
    previousEpoch = epoch;
    epoch = state.epoch();
    survived = state.after();
    known = awaitedEpoch.equals(epoch) ? Math.max(state.lastSeq(), awaited) : state.lastSeq();
  }

  /** The room goes on in another epoch, from what survived. */
  private void reset(RoomState state) {
    begin(state);
    delivered = survived;
    var told = List.copyOf(live);
    // Those who are catching up notice by themselves.
    live.clear();
    told.forEach(this::catchUp);
    fill();
  }

  private void place(Session member, Cursor after) {
    if (after == null) {
      welcome(member, delivered, delivered, false);
      return;
    }
    if (!after.isOfAnother(epoch) && after.seq() <= delivered) {
      welcome(member, after.seq(), delivered, false);
      return;
    }
    // The client may have seen more on another replica than this one has received yet.
    var before = reached();
    store
        .state(name)
        .onSuccess(
            state -> {
              stored(state, before);
              long position = store.resumeAfter(state, after.epoch(), after.seq());
              var resets = after.isOfAnother(epoch) || position < after.seq();
              welcome(member, position, state.lastSeq(), resets);
            })
        .onFailure(
            failure -> {
              if (member.isOpen()) {
                member.keepWaiting(failure);
                later(() -> place(member, after));
              }
            });
  }

  private void welcome(Session member, long position, long lastSeq, boolean resets) {
    if (!member.isOpen()) {
      return;
    }
    present.add(member);
    member.setPosition(epoch, position);
    member.write(JsonFrames.welcomeFrame(name, epoch, lastSeq, replica));
    if (resets) {
      member.write(JsonFrames.historyResetFrame(name, epoch, position, lastSeq));
    }
    member.joined();
    presenceChanged.run();
    catchUp(member);
  }

  private void catchUp(Session member) {
    if (!member.isOpen()) {
      return;
    }
    if (!member.epoch().equals(epoch)) {
      if (member.epoch().equals(previousEpoch) && member.position() < survived) {
        // The messages that both epochs share and the member has not received yet.
        replayTo(member, survived);
        return;
      }
      member.setPosition(epoch, survived);
      member.write(JsonFrames.historyResetFrame(name, epoch, survived, Math.max(known, delivered)));
    }
    if (member.position() >= delivered) {
      live.add(member);
      return;
    }
    replayTo(member, delivered);
  }

  private void replayTo(Session member, long upTo) {
    var asked = epoch;
    replays
        .read(
            member,
            () ->
                asked.equals(epoch)
                    ? readUpTo(member, upTo)
                    : Future.failedFuture("The history was reset meanwhile."))
        .onSuccess(page -> replay(member, page, upTo))
        .onFailure(failure -> later(() -> catchUp(member)));
  }

  private Future<List<Message>> readUpTo(Session member, long upTo) {
    var before = reached();
    return store
        .between(name, member.position(), upTo, member.replayLength().next())
        .compose(
            page -> {
              stored(page.state(), before);
              // Where messages are gone, the room stands in another epoch soon.
              return page.state().lastSeq() < upTo || !page.state().epoch().equals(before.epoch())
                  ? Future.failedFuture("The history was cut.")
                  : Future.succeededFuture(page.messages());
            });
  }

  /**
   * Writes as much of a page as may be unsent, and continues once that has left. The rest is read
   * again: otherwise it would be held for as long as the client does not read.
   */
  private void replay(Session member, List<Message> page, long upTo) {
    int characters = 0;
    int written = 0;
    for (var message : page) {
      if (characters > REPLAY_CHARACTERS) {
        break;
      }
      if (message.seq() > member.position() + 1) {
        reportTrimmed(member, member.position(), message.seq());
      }
      var frame = JsonFrames.messageFrame(message);
      characters += frame.length();
      written++;
      if (member.advanceTo(message)) {
        member.write(frame);
        metrics.replayed();
      }
    }
    replays.written(member, characters);
    member.replayLength().was(written, page.size());
    if (page.isEmpty()) {
      reportTrimmed(member, member.position(), upTo + 1);
      member.setPosition(member.epoch(), upTo);
    }
    member.whenWritten(() -> catchUp(member));
  }

  private void deliver(Message message) {
    delivered = message.seq();
    int sockets = 0;
    try (var frame = new SharedFrame(JsonFrames.messageFrame(message))) {
      for (var member : new ArrayList<>(live)) {
        if (member.deliver(message, frame)) {
          sockets++;
        }
      }
    }
    metrics.delivered(message.at(), sockets);
  }

  /** Makes the room catch up to a seq that is known to be stored. */
  private void exists(long seq) {
    known = Math.max(known, seq);
    fill();
  }

  private void fill() {
    if (filling || delivered >= known) {
      return;
    }
    filling = true;
    long upTo = known;
    var before = reached();
    store
        .between(name, delivered, upTo, PAGE)
        .onSuccess(
            page -> {
              filling = false;
              fillFrom(page, before, upTo);
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

  private void fillFrom(RoomPage page, RoomState before, long upTo) {
    stored(page.state(), before);
    if (!before.epoch().equals(epoch)) {
      return;
    }
    page.messages().forEach(this::deliverFromStream);
    if (page.messages().isEmpty()) {
      skipTo(Math.min(upTo, page.state().lastSeq()));
      if (known == upTo) {
        // The log can bring anything; a seq that the store has given out is certain.
        known = delivered;
      }
    }
  }

  private void deliverFromStream(Message message) {
    if (message.seq() > delivered) {
      skipTo(message.seq() - 1);
      deliver(message);
    }
  }

  /** Skips messages that the store no longer keeps. */
  private void skipTo(long seq) {
    if (seq > delivered) {
      List.copyOf(live).forEach(member -> reportTrimmed(member, delivered, seq + 1));
      delivered = seq;
    }
  }

  private void reportTrimmed(Session member, long position, long oldest) {
    member.write(JsonFrames.historyTrimmedFrame(name, position + 1, oldest - 1));
  }
}
