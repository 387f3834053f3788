/**
 * The durable log of messages, kept in a Redis-compatible server, and the announcements between
 * replicas. {@link switchboard.chat.store.MessageStore} is the entry point; everything runs on one
 * event loop.
 *
 * <p><b>History has an epoch.</b> What was confirmed can still be lost: somebody empties the store,
 * or its disk comes back as it was some time ago. Then seqs are given out a second time, and a
 * client that has read the first ones would miss the second. So seqs belong to an epoch. {@link
 * switchboard.chat.store.EpochScript} and {@link switchboard.chat.store.AppendScript} begin another
 * one when the store's count of messages is lower than a replica knew it; {@link
 * switchboard.chat.store.History} compares on each new connection and at each refresh, and {@link
 * switchboard.chat.store.Tail} when an entry's count does not grow. A loss that no running replica
 * knew of, because all were started after it, is not noticed as long as the store remembers its
 * epoch: then each client whose cursor lies beyond a room's end is set back by itself.
 *
 * <p><b>What the backend uses</b>, and a user of the store has to be allowed: the keys {@code
 * epoch}, {@code count}, {@code log}, {@code rooms}, {@code epoch:*}, {@code id:*}, {@code room:*},
 * {@code seq:*}; the channel {@code replicas}; the commands PING, MGET, GET, SET, INCR, DEL, XADD,
 * XRANGE, XREVRANGE, XREAD, XTRIM, XINFO STREAM, ZADD, ZREM, ZRANGEBYSCORE, EVAL, EVALSHA, SCRIPT
 * LOAD, PUBLISH, SUBSCRIBE.
 */
package switchboard.chat.store;
