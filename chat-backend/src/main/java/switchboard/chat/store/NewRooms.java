package switchboard.chat.store;

/**
 * The conditions on which a message may begin a room, by being its first.
 *
 * @param allowed when not, such a message fails with {@link RoomIsNew}
 * @param most how many rooms may have messages; when there are as many, it fails with {@link
 *     RoomsFull}
 */
public record NewRooms(boolean allowed, int most) {}
