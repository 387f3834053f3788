package switchboard.chat.store;

import java.time.Instant;

/**
 * A message in the store.
 *
 * @param seq its place in the room: 1, 2, 3 … without a gap
 * @param at when a replica accepted it, to the millisecond
 */
public record Message(String room, long seq, String id, String from, String text, Instant at) {}
