package switchboard.chat.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Limits how many handshakes run at once; further ones queue in order of arrival. When thousands of
 * clients come back together, the replicas are thus asked no faster than they answer, and users who
 * are already connected hardly notice. Confined to the event loop.
 */
final class HandshakeLimiter {
  private final int most;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private int inside;

  private record Waiting(Waiter waiter, long sinceNanos) {}

  /** A handshake that waits for admission. */
  interface Waiter {
    /** Called at its turn; {@link HandshakeLimiter#leave} must follow in the end. */
    void enter();

    /** Called when its turn did not come in time; it has left the queue. */
    void rejected();
  }

  /**
   * @param most handshakes at once
   */
  HandshakeLimiter(int most) {
    this.most = most;
  }

  /** Admits the waiter, now or at its turn. */
  void queue(Waiter waiter) {
    if (inside < most) {
      inside++;
      waiter.enter();
    } else {
      queue.add(new Waiting(waiter, System.nanoTime()));
    }
  }

  /** Releases an admitted waiter's place: the next may enter. */
  void leave() {
    var next = queue.poll();
    if (next == null) {
      inside--;
    } else {
      next.waiter().enter();
    }
  }

  /**
   * Rejects waiters that have waited for too long; to be called every {@link
   * switchboard.chat.gateway.replicas.Health#TICK}.
   *
   * @param timeout how long one may wait for its turn at present
   */
  void tick(Duration timeout) {
    long now = System.nanoTime();
    while (!queue.isEmpty() && now - queue.peek().sinceNanos() > timeout.toNanos()) {
      queue.remove().waiter().rejected();
    }
  }
}
