package switchboard.chat.room;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Counts what has begun and not ended, and says when nothing is left. */
final class InFlight {
  private int count;
  private Promise<Void> none = Promise.promise();

  void began() {
    count++;
  }

  void ended() {
    count--;
    if (count == 0) {
      none.tryComplete();
      none = Promise.promise();
    }
  }

  /** Completes as soon as nothing is in flight. */
  Future<Void> none() {
    return count == 0 ? Future.succeededFuture() : none.future();
  }
}
