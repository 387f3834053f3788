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
 * log} is the stream of all rooms, which replicas tail.
 *
 * <p>What bounds the store's memory: the log and each room's stream keep about as many entries as
 * said here (the server trims whole blocks of them), a remembered id goes after {@link
 * #RETRY_WINDOW}, and a message's text is at most 4 KiB. Only the number of rooms ever used is
 * unbounded: each keeps its stream and its last seq.
 */
final class AppendScript {
  static final String LOG = "log";
  static final Duration RETRY_WINDOW = Duration.ofMinutes(10);
  private static final int KEPT_PER_ROOM = 5_000;
  private static final int KEPT_IN_LOG = 50_000;

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
  static Request append(String digest, Draft draft) {
    String room = draft.room();
    return Request.cmd(Command.EVALSHA)
        .arg(digest)
        .arg(4)
        .arg(stream(room))
        .arg(lastSeq(room))
        .arg("id:%s:%s:%s".formatted(room, draft.id(), draft.from()))
        .arg(LOG)
        .arg(room)
        .arg(draft.id())
        .arg(draft.from())
        .arg(draft.text())
        .arg(draft.at().toEpochMilli())
        .arg(KEPT_PER_ROOM)
        .arg(KEPT_IN_LOG)
        .arg(RETRY_WINDOW.toMillis());
  }

  static Appended appended(Response reply) {
    return new Appended(
        reply.get(0).toLong(),
        Instant.ofEpochMilli(reply.get(1).toLong()),
        reply.get(2).toLong() == 1);
  }
}
