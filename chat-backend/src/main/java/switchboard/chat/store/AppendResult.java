package switchboard.chat.store;

import java.time.Instant;

/**
 * The result of an append: the message is durable.
 *
 * @param epoch the epoch of the history, in which {@code seq} is its place in the room
 * @param duplicate whether it already was, before this append
 */
public record AppendResult(String epoch, long seq, Instant at, boolean duplicate) {}
