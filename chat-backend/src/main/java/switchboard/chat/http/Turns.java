package switchboard.chat.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands out turns in the order of request, a few in each pass of the event loop. Other work runs
 * between two passes, so that a crowd that comes at once does not hold up clients that are already
 * served. Confined to the event loop.
 */
final class Turns {
  /** Timers are checked once a pass, so the shortest one ends in the next. */
  private static final long NEXT_PASS_MILLIS = 1;

  private final Vertx vertx;
  private final int perPass;
  private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
  private int left;
  private boolean nextPassDue;

  /**
   * @param perPass turns within one pass; a thousand times as many are the most within a second
   */
  Turns(Vertx vertx, int perPass) {
    this.vertx = vertx;
    this.perPass = perPass;
    left = perPass;
  }

  /** Completes when it is the caller's turn, which is now unless others have come just before. */
  Future<Void> next() {
    Promise<Void> turn = Promise.promise();
    waiting.add(turn);
    handOut();
    return turn.future();
  }

  private void handOut() {
    while (left > 0 && !waiting.isEmpty()) {
      left--;
      waiting.remove().complete();
    }
    if (left < perPass && !nextPassDue) {
      nextPassDue = true;
      vertx.setTimer(NEXT_PASS_MILLIS, timer -> nextPass());
    }
  }

  private void nextPass() {
    nextPassDue = false;
    left = perPass;
    handOut();
  }
}
