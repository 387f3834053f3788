package switchboard.chat.store;

import java.util.List;

/**
 * Messages of a room, oldest first, and the room's state just before they were read, in the same
 * epoch; its end is never before the last of them.
 */
public record RoomPage(RoomState state, List<Message> messages) {
  /** This page, with messages that came after the room's state was read. */
  RoomPage endingWithItsMessages() {
    long last = messages.stream().mapToLong(Message::seq).max().orElse(0);
    return last <= state.lastSeq()
        ? this
        : new RoomPage(new RoomState(state.epoch(), state.after(), last), messages);
  }
}
