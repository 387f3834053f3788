package switchboard.chat.store;

/**
 * Whether a message may begin a room: be the first of a room without messages.
 *
 * @param allowed when not, such a message fails with {@link RoomIsNew}
 * @param most how many rooms may have messages; when there are as many, it fails with {@link
 *     RoomsFull}
 */
public record NewRooms(boolean allowed, int most) {}
