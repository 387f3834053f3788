package switchboard.chat.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * The script that appends a message: it assigns the {@code seq}, writes both streams and records
 * the id atomically. It also begins a new epoch when the store has lost history that the sending
 * replica knew, before anything is numbered in the old one.
 *
 * <p>Keys: {@code room:<room>} is the room's stream, its entry ids are {@code <seq>-0}; {@code
 * seq:<room>} is the last seq; {@code id:<room>:<id>:<sender>} remembers the seq of an id, and a
 * digest of its text; {@code log} is the stream of all rooms, which replicas tail; its entries also
 * have the epoch, and the count of messages as {@code n}; {@code rooms} is the set of rooms that
 * have messages, by the time of their oldest one, or an earlier time. {@link EpochScript} has the
 * keys of the epoch.
 *
 * <p><b>How the store's memory grows.</b> A message takes its text, of at most 4 KiB, and about 100
 * bytes, twice, and in the log 20 bytes more: in its room until {@link Retention#perRoom} newer
 * ones are there or it is older than {@link Retention#age}, and in the log until {@link
 * Retention#inLog} newer ones are there or likewise. Its id takes about 210 bytes for the {@link
 * #RETRY_WINDOW}, so ids take 126 kB for each message a second. A room with messages takes about
 * 300 bytes besides; a room whose last message has become too old leaves nothing but its last seq
 * and where its epoch began, about 100 bytes each, which stay for ever, because a seq that went
 * back would hide messages from clients that have seen it. So, with the room's messages at their
 * longest, the bound is {@code rooms × (perRoom + 100) × 4.2 kB + inLog × 4.2 kB + messages per
 * second × 126 kB + rooms ever used × 200 B}; what is beyond the store's own limit is refused with
 * {@link AppendRefused.Reason#STORE_FULL}.
 */
final class AppendScript {
  static final String LOG = "log";
  static final String ROOMS = "rooms";
  static final Duration RETRY_WINDOW = Duration.ofMinutes(10);

  /**
   * The Lua function {@code mend(stream, seq)}, for a stream that accepts no message of that seq
   * because somebody has added an entry with a later id, which no message has: rewrites the stream
   * without entries that are not messages. Returns the seq that comes next.
   */
  private static final String MEND =
      """
      local function mend(stream, seq)
        local entries = redis.call('XRANGE', stream, '-', '+')
        redis.call('DEL', stream)
        for _, entry in ipairs(entries) do
          local number = tonumber(string.match(entry[1], '^(%d+)-0$'))
          local fields = {}
          for i = 1, #entry[2], 2 do fields[entry[2][i]] = entry[2][i + 1] end
          if number and fields.id and fields.from and fields.text and tonumber(fields.at) then
            redis.call('XADD', stream, entry[1], 'id', fields.id, 'from', fields.from,
                'text', fields.text, 'at', fields.at)
            seq = math.max(seq, number + 1)
          end
        end
        return seq
      end
      """;

  static final String SOURCE =
      EpochScript.BEGIN
          + MEND
          + """
          local room, id, from, text, at = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
          local known, epoch, count, ofRoom =
              unpack(redis.call('MGET', KEYS[3], KEYS[6], KEYS[7], KEYS[8]))
          count = tonumber(count) or 0
          if not epoch or epoch == ARGV[10] and count < tonumber(ARGV[11]) then
            epoch = ARGV[12]
            begin(epoch, ARGV[13])
            ofRoom = redis.call('GET', KEYS[8])
          end
          if known then
            local seq, at, digest = string.match(known, '^(%d+) (%d+) ?(%S*)$')
            local outcome = (digest == '' or digest == ARGV[9]) and 1 or 2
            return {tonumber(seq), at, outcome, epoch, count}
          end
          if not redis.call('ZSCORE', KEYS[5], room) then
            if redis.call('ZCARD', KEYS[5]) >= tonumber(ARGV[15]) then
              return {0, 0, 4, epoch, count}
            end
            if ARGV[14] == '0' then return {0, 0, 3, epoch, count} end
          end
          local seq = redis.call('INCR', KEYS[2])
          local function add()
            return redis.pcall('XADD', KEYS[1], 'MAXLEN', '~', ARGV[6], seq .. '-0',
                'id', id, 'from', from, 'text', text, 'at', at)
          end
          local added = add()
          if type(added) == 'table' then
            seq = mend(KEYS[1], seq)
            redis.call('SET', KEYS[2], seq)
            added = add()
          end
          if type(added) == 'table' then return added end
          if not ofRoom or string.sub(ofRoom, 1, #epoch + 1) ~= epoch .. ' ' then
            redis.call('SET', KEYS[8], epoch .. ' ' .. seq - 1)
          end
          count = redis.call('INCR', KEYS[7])
          redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[7], '*',
              'id', id, 'from', from, 'text', text, 'at', at, 'room', room, 'seq', seq,
              'n', count, 'epoch', epoch)
          redis.call('SET', KEYS[3], seq .. ' ' .. at .. ' ' .. ARGV[9], 'PX', ARGV[8])
          redis.call('ZADD', KEYS[5], 'NX', at, room)
          return {seq, at, 0, epoch, count}
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
   * @param history what this replica knows: with a lower count than that, the store has lost some
   */
  static Request append(
      String digest,
      NewMessage draft,
      NewRooms newRooms,
      Retention retention,
      History history,
      LogPosition position) {
    var room = draft.room();
    return Request.cmd(Command.EVALSHA)
        .arg(digest)
        .arg(8)
        .arg(stream(room))
        .arg(lastSeq(room))
        .arg("id:" + room + ":" + draft.id() + ":" + draft.from())
        .arg(LOG)
        .arg(ROOMS)
        .arg(EpochScript.EPOCH)
        .arg(EpochScript.COUNT)
        .arg(EpochScript.ofRoom(room))
        .arg(room)
        .arg(draft.id())
        .arg(draft.from())
        .arg(draft.text())
        .arg(draft.at().toEpochMilli())
        .arg(retention.perRoom())
        .arg(retention.inLog())
        .arg(RETRY_WINDOW.toMillis())
        .arg(textDigest(draft.text()))
        .arg(history.epoch())
        .arg(history.count())
        .arg(history.candidate())
        .arg(position.id())
        .arg(newRooms.allowed() ? 1 : 0)
        .arg(newRooms.most());
  }

  /** The outcome of an append. */
  enum Outcome {
    STORED,
    DUPLICATE,
    ID_REUSED,
    ROOM_IS_NEW,
    ROOMS_FULL;

    /** The outcomes that the script returns as a number. */
    static Outcome of(int number) {
      return switch (number) {
        case 0 -> STORED;
        case 1 -> DUPLICATE;
        case 2 -> ID_REUSED;
        case 3 -> ROOM_IS_NEW;
        case 4 -> ROOMS_FULL;
        default -> throw new IllegalArgumentException("The store's script answered " + number);
      };
    }
  }

  /** Parses the reply to an append. */
  record Reply(String epoch, long count, long seq, Instant at, Outcome outcome) {
    static Reply of(Response reply) {
      return new Reply(
          reply.get(3).toString(),
          reply.get(4).toLong(),
          reply.get(0).toLong(),
          Instant.ofEpochMilli(reply.get(1).toLong()),
          Outcome.of(reply.get(2).toInteger()));
    }
  }

  /**
   * The first 64 bits of SHA-256: enough to distinguish a retry from another text sent by mistake.
   */
  private static String textDigest(String text) {
    try {
      var whole =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, 8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
