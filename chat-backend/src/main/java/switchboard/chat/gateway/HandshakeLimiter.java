package switchboard.chat.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Bounds how many handshakes are under way at once; more wait for their turn in the order they
 * came. When thousands of clients come back together, the replicas are thus asked no faster than
 * they answer, and those who chat already hardly notice. Confined to the event loop.
 */
final class HandshakeLimiter {
  private final int most;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private int inside;

  private record Waiting(Waiter guest, long sinceNanos) {}

  /** Somebody who wants in. */
  interface Waiter {
    /** It is its turn; {@link HandshakeLimiter#leave} must follow in the end. */
    void enter();

    /** Its turn did not come in time; it has no place in the queue any more. */
    void rejected();
  }

  /**
   * @param most handshakes at once
   */
  HandshakeLimiter(int most) {
    this.most = most;
  }

  /** Lets the guest in, now or when it is its turn. */
  void queue(Waiter guest) {
    if (inside < most) {
      inside++;
      guest.enter();
    } else {
      queue.add(new Waiting(guest, System.nanoTime()));
    }
  }

  /** One who was let in is done: the next may enter. */
  void leave() {
    Waiting next = queue.poll();
    if (next == null) {
      inside--;
    } else {
      next.guest().enter();
    }
  }

  /**
   * To be called every {@link Health#TICK}: turns those away who have waited for too long.
   *
   * @param patience how long one may wait for its turn as things are now
   */
  void tick(Duration patience) {
    long now = System.nanoTime();
    while (!queue.isEmpty() && now - queue.peek().sinceNanos() > patience.toNanos()) {
      queue.remove().guest().rejected();
    }
  }
}
