package switchboard.chat.store;

/**
 * The conditions on which a message may begin a room, by being its first.
 *
 * @param allowed when not, such a message fails with {@link AppendRefused.Reason#ROOM_IS_NEW}
 * @param most how many rooms may have messages; when there are as many, it fails with {@link
 *     AppendRefused.Reason#ROOMS_FULL}
 */
public record NewRooms(boolean allowed, int most) {}
