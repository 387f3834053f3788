package switchboard.chat.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * The script that compares a replica's knowledge of the history with the store, and begins a new
 * epoch if the store has lost some of it. It is atomic, so that of several replicas that notice
 * only one does.
 *
 * <p>Keys: {@code epoch} is the present epoch; {@code count} is how many messages have been
 * appended, which decreases only when history is lost; {@code epoch:<room>} is {@code <epoch>
 * <after>}: in that epoch, the room's messages up to the seq {@code after} are those of the epoch
 * before it. A room without it, or with that of another epoch, has had no message since the present
 * epoch began.
 */
final class EpochScript {
  static final String EPOCH = "epoch";
  static final String COUNT = "count";

  /** More than any count: the store has lost something, whatever it has counted. */
  static final long CUT = 1L << 53;

  /**
   * The Lua function {@code begin(epoch, seen)}. What is in the log after the entry {@code seen}
   * was appended between the loss and its discovery, so in its rooms the new epoch begins before
   * it: it is delivered to everybody. With an empty {@code seen}, it begins where the rooms end.
   */
  static final String BEGIN =
      """
      local function begin(epoch, seen)
        redis.call('SET', 'epoch', epoch)
        local done, placed = seen == '', {}
        while not done do
          local entries = redis.call('XRANGE', 'log', '(' .. seen, '+', 'COUNT', 1000)
          for _, entry in ipairs(entries) do
            local room, seq
            for i = 1, #entry[2], 2 do
              if entry[2][i] == 'room' then room = entry[2][i + 1] end
              if entry[2][i] == 'seq' then seq = tonumber(entry[2][i + 1]) end
            end
            if room and seq and seq >= 1 and not placed[room] then
              placed[room] = true
              redis.call('SET', 'epoch:' .. room, epoch .. ' ' .. seq - 1)
            end
            seen = entry[1]
          end
          done = #entries < 1000
        end
      end
      """;

  private static final String SOURCE =
      BEGIN
          + """
          local epoch, count = unpack(redis.call('MGET', KEYS[1], KEYS[2]))
          count = tonumber(count) or 0
          if not epoch or epoch == ARGV[1] and count < tonumber(ARGV[2]) then
            epoch = ARGV[3]
            begin(epoch, ARGV[4])
          end
          local last, log = '0-0', redis.pcall('XINFO', 'STREAM', KEYS[3])
          for i = 1, #log, 2 do
            if log[i] == 'last-generated-id' then last = log[i + 1] end
          end
          return {epoch, count, last}
          """;

  private EpochScript() {}

  static String ofRoom(String room) {
    return "epoch:" + room;
  }

  /**
   * The comparison.
   *
   * @param expected the epoch that the replica knows, or empty
   * @param count the highest count that it knows in that epoch, or {@link #CUT}
   * @param candidate the epoch to begin, if one has to be begun
   * @param seen the last entry of the log that was there before the loss, or empty
   */
  static Request check(String expected, long count, String candidate, String seen) {
    return Request.cmd(Command.EVAL)
        .arg(SOURCE)
        .arg(3)
        .arg(EPOCH)
        .arg(COUNT)
        .arg(AppendScript.LOG)
        .arg(expected)
        .arg(count)
        .arg(candidate)
        .arg(seen);
  }

  /**
   * The result of the comparison.
   *
   * @param logEnd the id of the last entry that was ever added to the log that is there now
   */
  record Checked(String epoch, long count, String logEnd) {
    static Checked of(Response reply) {
      return new Checked(reply.get(0).toString(), reply.get(1).toLong(), reply.get(2).toString());
    }
  }
}
