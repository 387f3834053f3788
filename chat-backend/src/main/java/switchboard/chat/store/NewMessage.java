package switchboard.chat.store;

import java.time.Instant;

/**
 * A message that is not in the store yet.
 *
 * @param id chosen by the sender: the same sender's same id in the same room is the same message
 * @param at when a replica accepted it, to the millisecond
 */
public record NewMessage(String room, String id, String from, String text, Instant at) {}
