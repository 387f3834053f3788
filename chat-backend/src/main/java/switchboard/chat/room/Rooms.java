package switchboard.chat.room;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import switchboard.chat.config.Limits;
import switchboard.chat.metrics.ChatMetrics;
import switchboard.chat.request.Cursor;
import switchboard.chat.store.Message;
import switchboard.chat.store.MessageStore;

/** The rooms that have a member on this replica. Other rooms take no memory. */
public final class Rooms {
  private static final int REFRESHED_AT_ONCE = 500;

  private final Vertx vertx;
  private final String replica;
  private final MessageStore store;
  private final Replays replays;
  private final Presence presence;
  private final ChatMetrics metrics;
  private final Map<String, Room> rooms = new HashMap<>();

  /** Starts without rooms. */
  public Rooms(
      Vertx vertx,
      String replica,
      MessageStore store,
      Replays replays,
      Presence presence,
      ChatMetrics metrics,
      Limits limits) {
    this.vertx = vertx;
    this.replica = replica;
    this.store = store;
    this.replays = replays;
    this.presence = presence;
    this.metrics = metrics;
    vertx.setPeriodic(
        limits.refresh().toMillis(),
        timer -> {
          store.checkHistory();
          refresh();
        });
  }

  void join(String name, Session member, Cursor after) {
    var room =
        rooms.computeIfAbsent(
            name,
            unknown ->
                new Room(
                    vertx, name, replica, store, replays, metrics, () -> presenceChanged(name)));
    metrics.rooms(rooms.size());
    room.join(member, after);
  }

  void leave(String name, Session member) {
    var room = rooms.get(name);
    room.leave(member);
    presenceChanged(name);
    if (room.isEmpty()) {
      rooms.remove(name);
      metrics.rooms(rooms.size());
    }
  }

  /** The log has brought a message. */
  public void arrived(String epoch, Message message) {
    var room = rooms.get(message.room());
    if (room != null) {
      room.arrived(epoch, message);
    }
  }

  /**
   * Refreshes the rooms' states from the store. Otherwise a message that was trimmed from the log
   * before this replica could read it would be missed until the room's next message, and a loss of
   * history until somebody sends.
   */
  public void refresh() {
    var all = List.copyOf(rooms.entrySet());
    for (int from = 0; from < all.size(); from += REFRESHED_AT_ONCE) {
      refresh(all.subList(from, Math.min(all.size(), from + REFRESHED_AT_ONCE)));
    }
  }

  private void refresh(List<Map.Entry<String, Room>> part) {
    var before = part.stream().map(entry -> entry.getValue().reached()).toList();
    // When the store is away, the next time will do.
    store
        .states(part.stream().map(Map.Entry::getKey).toList())
        .onSuccess(
            states -> {
              for (int i = 0; i < part.size(); i++) {
                part.get(i).getValue().stored(states.get(i), before.get(i));
              }
            });
  }

  /** Writes a frame to every member of a room on this replica, if there are any. */
  public void writeToAll(String name, String frame) {
    var room = rooms.get(name);
    if (room != null) {
      room.writeToAll(frame);
    }
  }

  private void presenceChanged(String name) {
    presence.localCount(name, rooms.get(name).present());
  }
}
