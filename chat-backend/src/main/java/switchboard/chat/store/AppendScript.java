package switchboard.chat.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;

/**
 * The one way to write a message: a script, so that giving out the {@code seq}, writing both
 * streams and remembering the id happen together or not at all.
 *
 * <p>Keys: {@code room:<room>} is the room's stream, its entry ids are {@code <seq>-0}; {@code
 * seq:<room>} is the last seq; {@code id:<room>:<id>:<sender>} remembers the seq of an id; {@code
 * log} is the stream of all rooms, which replicas tail; {@code rooms} is the set of rooms that have
 * messages, by the time of their oldest one, or an earlier time.
 *
 * <p><b>How the store's memory grows.</b> A message takes its text, of at most 4 KiB, and about 100
 * bytes, twice: in its room until {@link Retention#perRoom} newer ones are there or it is older
 * than {@link Retention#age}, and in the log until {@link Retention#inLog} newer ones are there or
 * likewise. Its id takes about 200 bytes for the {@link #RETRY_WINDOW}, so ids take 120 kB for each
 * message a second. A room with messages takes about 300 bytes besides; a room whose last message
 * has become too old leaves nothing but its last seq, about 100 bytes, which stays for ever,
 * because a seq that went back would hide messages from those who have seen it. So, with the room's
 * messages at their longest, the bound is {@code rooms × (perRoom + 100) × 4.2 kB + inLog × 4.2 kB
 * + messages per second × 120 kB + rooms ever used × 100 B}; what is beyond the store's own limit
 * is refused with {@link StoreFull}.
 */
final class AppendScript {
  static final String LOG = "log";
  static final String ROOMS = "rooms";
  static final Duration RETRY_WINDOW = Duration.ofMinutes(10);

  static final String SOURCE =
      """
      local known = redis.call('GET', KEYS[3])
      if known then
        local seq, at = string.match(known, '^(%d+) (%d+)$')
        return {tonumber(seq), at, 1}
      end
      local room, id, from, text, at = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
      local seq = redis.call('INCR', KEYS[2])
      redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[6], seq .. '-0',
          'id', id, 'from', from, 'text', text, 'at', at)
      redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[7], '*',
          'id', id, 'from', from, 'text', text, 'at', at, 'room', room, 'seq', seq)
      redis.call('SET', KEYS[3], seq .. ' ' .. at, 'PX', ARGV[8])
      redis.call('ZADD', KEYS[5], 'NX', at, room)
      return {seq, at, 0}
      """;

  private AppendScript() {}

  static String stream(String room) {
    return "room:" + room;
  }

  static String lastSeq(String room) {
    return "seq:" + room;
  }

  static Request load() {
    return Request.cmd(Command.SCRIPT, "LOAD", SOURCE);
  }

  /**
   * The append of a message.
   *
   * @param digest what {@link #load} answered
   */
  static Request append(String digest, Draft draft, Retention retention) {
    String room = draft.room();
    return Request.cmd(Command.EVALSHA)
        .arg(digest)
        .arg(5)
        .arg(stream(room))
        .arg(lastSeq(room))
        .arg("id:%s:%s:%s".formatted(room, draft.id(), draft.from()))
        .arg(LOG)
        .arg(ROOMS)
        .arg(room)
        .arg(draft.id())
        .arg(draft.from())
        .arg(draft.text())
        .arg(draft.at().toEpochMilli())
        .arg(retention.perRoom())
        .arg(retention.inLog())
        .arg(RETRY_WINDOW.toMillis());
  }

  static Appended appended(Response reply) {
    return new Appended(
        reply.get(0).toLong(),
        Instant.ofEpochMilli(reply.get(1).toLong()),
        reply.get(2).toLong() == 1);
  }
}
