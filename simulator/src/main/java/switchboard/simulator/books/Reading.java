package switchboard.simulator.books;

/**
 * The acknowledged state of a room when a page of it was asked for.
 *
 * @param room null when it was empty
 * @param epoch of the newest acknowledged message; null when there was none
 * @param acknowledgements how many there had been in all rooms
 */
public record Reading(RoomRecord room, RoomEpoch epoch, long seq, long acknowledgements) {}
