package switchboard.chat.store;

import java.time.Instant;

/**
 * A message is durable.
 *
 * @param duplicate whether it already was, before this append
 */
public record Appended(long seq, Instant at, boolean duplicate) {}
