package switchboard.chat.store;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes messages that have become too old, periodically and in small steps. A room whose messages
 * are all gone goes too, but for its last seq. All replicas do so: the script is idempotent, and
 * costs next to nothing when there is nothing to do.
 */
final class RetentionSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionSweeper.class);
  private static final long PERIOD_MILLIS = 60_000;

  /** Few enough that one run does not hold up appends. */
  private static final int ROOMS_AT_ONCE = 20;

  private static final int MESSAGES_AT_ONCE = 100;

  /** Gives 1 when there is more to remove. */
  private static final String SOURCE =
      """
      local cutoff, most = tonumber(ARGV[1]), tonumber(ARGV[3])
      redis.call('XTRIM', KEYS[2], 'MINID', ARGV[1])
      local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[1],
          'LIMIT', 0, ARGV[2])
      local more = #due == tonumber(ARGV[2]) and 1 or 0
      for _, room in ipairs(due) do
        local stream = 'room:' .. room
        local oldest = redis.call('XRANGE', stream, '-', '+', 'COUNT', most)
        local keep = nil
        for _, entry in ipairs(oldest) do
          local at = 0
          for i = 1, #entry[2], 2 do
            if entry[2][i] == 'at' then at = tonumber(entry[2][i + 1]) or 0 end
          end
          if at >= cutoff then
            keep = {entry[1], at}
            break
          end
        end
        if keep then
          redis.call('XTRIM', stream, 'MINID', keep[1])
          redis.pcall('ZADD', KEYS[1], keep[2], room)
        elseif #oldest == most then
          redis.call('XTRIM', stream, 'MINID', oldest[most][1])
          more = 1
        else
          redis.call('DEL', stream)
          redis.call('ZREM', KEYS[1], room)
        end
      end
      return more
      """;

  private final Reads store;
  private final Retention retention;

  RetentionSweeper(Vertx vertx, Reads store, Retention retention) {
    this.store = store;
    this.retention = retention;
    vertx.setPeriodic(PERIOD_MILLIS, timer -> run());
  }

  /** Removes messages that are too old by now; while the store is away, nothing happens. */
  void run() {
    store
        .sendOnce(
            Request.cmd(Command.EVAL)
                .arg(SOURCE)
                .arg(2)
                .arg(AppendScript.ROOMS)
                .arg(AppendScript.LOG)
                .arg(Instant.now().minus(retention.age()).toEpochMilli())
                .arg(ROOMS_AT_ONCE)
                .arg(MESSAGES_AT_ONCE))
        .onSuccess(
            more -> {
              if (more.toLong() == 1) {
                run();
              }
            })
        .onFailure(
            failure -> LOG.debug("Old messages are not removed for now: {}", failure.getMessage()));
  }
}
