package switchboard.chat.store;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Optional;

/** Polls the store for its memory usage. */
final class MemoryReader {
  private static final long PERIOD_MILLIS = 5_000;

  private final Reads store;
  private volatile Optional<StoreMemory> latest = Optional.empty();

  MemoryReader(Vertx vertx, Reads store) {
    this.store = store;
    vertx.setPeriodic(PERIOD_MILLIS, timer -> read());
  }

  /** Reads now; a store that does not say, or is away, uses an unknown amount. */
  void read() {
    store
        .sendOnce(Request.cmd(Command.INFO).arg("memory"))
        .onSuccess(info -> latest = StoreMemory.of(info.toString()))
        .onFailure(failure -> latest = Optional.empty());
  }

  /** As last read; on any thread. */
  Optional<StoreMemory> latest() {
    return latest;
  }
}
