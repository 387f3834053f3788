package switchboard.chat.room;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import switchboard.chat.request.AddressLimits;
import switchboard.chat.request.FairQueue;

/**
 * Reads of history for members who catch up. They are bounded as pages are, but none is refused: a
 * member who has read too much, or comes when many do, waits.
 */
public final class Replays {
  private static final long PAUSE_MILLIS = 100;

  private final Vertx vertx;
  private final FairQueue queue;
  private final AddressLimits limits;

  public Replays(Vertx vertx, FairQueue queue, AddressLimits limits) {
    this.vertx = vertx;
    this.queue = queue;
    this.limits = limits;
  }

  /**
   * Reads when the caller may; fails as the read does, or at once when there is no need any more.
   */
  <T> Future<T> read(Session member, Supplier<Future<T>> read) {
    if (!member.isOpen()) {
      return Future.failedFuture("The member has left.");
    }
    if (!limits.mayRead(member.caller())) {
      return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(waited -> read(member, read));
    }
    return queue.patiently(
        member.caller(),
        () -> member.isOpen() ? read.get() : Future.failedFuture("The member has left."));
  }

  /** Charges for the bytes of older messages that were written to a member that catches up. */
  void written(Session member, int bytes) {
    limits.hasRead(member.caller(), bytes);
  }
}
