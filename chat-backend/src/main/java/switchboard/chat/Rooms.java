package switchboard.chat;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import switchboard.chat.store.Message;
import switchboard.chat.store.MessageStore;

/** The rooms that have a member on this replica; all others cost nothing. */
final class Rooms {
  private final Vertx vertx;
  private final String replica;
  private final MessageStore store;
  private final Presence presence;
  private final ChatMetrics metrics;
  private final Map<String, Room> rooms = new HashMap<>();

  Rooms(Vertx vertx, String replica, MessageStore store, Presence presence, ChatMetrics metrics) {
    this.vertx = vertx;
    this.replica = replica;
    this.store = store;
    this.presence = presence;
    this.metrics = metrics;
  }

  void join(String name, Session member, OptionalLong after) {
    Room room =
        rooms.computeIfAbsent(name, unknown -> new Room(vertx, name, replica, store, metrics));
    room.join(member, after);
    changed(name, room);
  }

  void leave(String name, Session member) {
    Room room = rooms.get(name);
    room.leave(member);
    if (room.size() == 0) {
      rooms.remove(name);
    }
    changed(name, room);
  }

  /** The log has brought a message. */
  void arrived(Message message) {
    Room room = rooms.get(message.room());
    if (room != null) {
      room.arrived(message);
    }
  }

  /** Writes a frame to every member of a room on this replica, if there are any. */
  void writeToAll(String name, String frame) {
    Room room = rooms.get(name);
    if (room != null) {
      room.writeToAll(frame);
    }
  }

  private void changed(String name, Room room) {
    metrics.rooms(rooms.size());
    presence.localCount(name, room.size());
  }
}
